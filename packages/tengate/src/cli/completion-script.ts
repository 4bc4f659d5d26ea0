/**
 * Writes completion scripts for bash, zsh and fish from the tree of commands. Commander has none of its own, and the packages that
 * do it start the program at every key press; a script written once needs neither.
 */

import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export function renderCompletionScript(program: Command, shell: Shell): string {
  const nodes = flatten(program, []);
  switch (shell) {
    case 'bash':
      return bash(program.name(), nodes);
    case 'zsh':
      return zsh(program.name(), nodes);
    case 'fish':
      return fish(program.name(), nodes);
  }
}

/** One command of the tree, with the words that lead to it. */
type Node = {
  readonly path: readonly string[];
  readonly words: readonly Word[];
  readonly options: readonly Option[];
};
type Word = { readonly text: string; readonly description: string };

function flatten(command: Command, path: readonly string[], inherited: readonly Option[] = []): Node[] {
  const options = [...command.options, ...inherited];
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  const words = [
    ...command.commands.map((child) => ({
      text: child.name(),
      description: child.summary() || child.description(),
    })),
    ...choices.map((choice) => ({ text: choice, description: '' })),
  ];
  return [
    { path, words, options },
    ...command.commands.flatMap((child) => flatten(child, [...path, child.name()], options)),
  ];
}

function flags(option: Option): string[] {
  return [option.short, option.long].filter((flag) => flag !== undefined);
}

/** Options whose value is one of a list. */
function choicesOf(nodes: readonly Node[]): Map<string, readonly string[]> {
  const withChoices = nodes
    .flatMap(({ options }) => options)
    .filter(({ argChoices }) => argChoices !== undefined);
  return new Map(withChoices.map((option) => [option.long ?? '', option.argChoices ?? []]));
}

/** Options that take a file or a folder: `--config <file>`. */
function takesFile(option: Option): boolean {
  return /<(file|folder|path)/.test(option.flags);
}

function bash(name: string, nodes: readonly Node[]): string {
  const cases = nodes.map(({ path, words, options }) => {
    const all = [...words.map(({ text }) => text), ...options.flatMap(flags), '--help'];
    return `    '${path.join(' ')}') words='${[...new Set(all)].join(' ')}' ;;`;
  });
  const groups = nodes.filter(({ path }) => path.length > 0).map(({ path }) => `'${path.join(' ')}'`);
  const values = [...choicesOf(nodes)].map(
    ([flag, choices]) =>
      `    ${flag}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current")); return ;;`,
  );
  const files = [...new Set(nodes.flatMap(({ options }) => options.filter(takesFile).flatMap(flags)))];
  return `# ${name} completion for bash. Use it with: source <(${name} completion bash)
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' word words
  COMPREPLY=()
  case "$previous" in
${[...values, ...(files.length === 0 ? [] : [`    ${files.join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;`])].join('\n')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${groups.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _${name} ${name}
`;
}

function zsh(name: string, nodes: readonly Node[]): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const described = (text: string, description: string): string =>
    quote(`${text.replaceAll(':', '\\:')}:${description}`);
  const cases = nodes.map(({ path, words, options }) => {
    const all = [
      ...words.map(({ text, description }) => described(text, description)),
      ...options.flatMap((option) => flags(option).map((flag) => described(flag, option.description))),
      described('--help', 'show help'),
    ];
    return `    ${quote(path.join(' '))}) suggestions=(${[...new Set(all)].join(' ')}) ;;`;
  });
  const groups = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quote(path.join(' ')));
  const values = [...choicesOf(nodes)].map(
    ([flag, choices]) => `    ${flag}) compadd -- ${choices.join(' ')}; return ;;`,
  );
  const files = [...new Set(nodes.flatMap(({ options }) => options.filter(takesFile).flatMap(flags)))];
  return `#compdef ${name}
# ${name} completion for zsh. Use it with: source <(${name} completion zsh)
_${name}() {
  local trail='' word
  local -a suggestions
  case "\${words[CURRENT-1]}" in
${[...values, ...(files.length === 0 ? [] : [`    ${files.join('|')}) _files; return ;;`])].join('\n')}
  esac
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${trail:+$trail }$word" in
      ${groups.join('|')}) trail="\${trail:+$trail }$word" ;;
    esac
  done
  case "$trail" in
${cases.join('\n')}
  esac
  _describe '${name}' suggestions
}
compdef _${name} ${name}
`;
}

function fish(name: string, nodes: readonly Node[]): string {
  const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = nodes.flatMap(({ path, words, options }) => {
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
    const inner = nodes.filter(
      (node) => node.path.length === path.length + 1 && path.every((word, at) => node.path[at] === word),
    );
    const notYet =
      inner.length === 0
        ? []
        : [`not __fish_seen_subcommand_from ${inner.map((node) => node.path.at(-1)).join(' ')}`];
    const condition = [...seen, ...notYet].join('; and ');
    const when = condition === '' ? '' : ` -n ${quote(condition)}`;
    const whenSeen = seen.length === 0 ? '' : ` -n ${quote(seen.join('; and '))}`;
    const own = path.length === 0 ? options : options.filter((option) => !nodes[0]?.options.includes(option));
    return [
      ...words.map(
        ({ text, description }) => `complete -c ${name}${when} -f -a ${text} -d ${quote(description)}`,
      ),
      ...own.map((option) => {
        const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`;
        const long = option.long === undefined ? '' : ` -l ${option.long.slice(2)}`;
        const value =
          option.argChoices !== undefined
            ? ` -x -a ${quote(option.argChoices.join(' '))}`
            : option.required
              ? ' -r'
              : '';
        return `complete -c ${name}${whenSeen}${short}${long}${value} -d ${quote(option.description)}`;
      }),
    ];
  });
  return `# ${name} completion for fish. Use it with: ${name} completion fish | source
complete -c ${name} -f
${lines.join('\n')}
`;
}
