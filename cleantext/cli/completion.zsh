#compdef cleantext

_cleantext_completion() {
    local kind value help
    local -a answers words_alone described
    answers=("${(@f)$(COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) _CLEANTEXT_COMPLETE=zsh_complete cleantext 2>/dev/null)}")
    for kind value help in "${(@)answers}"; do
        if [[ $kind == file ]]; then
            compset -P 1 '--*='
            _path_files -f
        elif [[ $kind && $help == _ ]]; then
            words_alone+=("$value")
        elif [[ $kind ]]; then
            described+=("$value:$help")
        fi
    done
    if (( $#described )); then
        _describe -V unsorted described -U
    fi
    if (( $#words_alone )); then
        compadd -U -V unsorted -a words_alone
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then # a file in fpath
    _cleantext_completion "$@"
else
    compdef _cleantext_completion cleantext
fi
