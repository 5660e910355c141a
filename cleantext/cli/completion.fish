function _cleantext_completion
    set -l token (commandline -ct)
    for answer in (env COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=$token _CLEANTEXT_COMPLETE=fish_complete cleantext 2>/dev/null)
        set -l parts (string split -m 1 , -- $answer)
        if test $parts[1] = file
            set -l flag (string match -r -- '^(?:--[^=]*=)?' $parts[2])
            set -l path (string replace -r -- '^--[^=]*=' '' $parts[2])
            for name in (complete -C "'' $path")
                echo $flag$name
            end
        else
            echo $parts[2]
        end
    end
end
complete --no-files --command cleantext --arguments "(_cleantext_completion)"
