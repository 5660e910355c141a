_cleantext_completion() {
    local kind value name IFS=$'\n'
    COMPREPLY=()
    while IFS=, read -r kind value; do
        if [[ $kind == file ]]; then
            compopt -o filenames 2>/dev/null
            while read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$value")
        elif [[ $kind ]]; then
            COMPREPLY+=("$value")
        fi
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _CLEANTEXT_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -F _cleantext_completion cleantext
