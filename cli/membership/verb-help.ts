/** What `--help` says of the exit codes of the verbs between nodes and the registry. Apart from them, for help loads no service. */
export const EXIT_HELP = 'Exit codes: 0 done, 1 refused (the reason is printed), 2 not asked: a setting is wrong, or a service does not answer.';
