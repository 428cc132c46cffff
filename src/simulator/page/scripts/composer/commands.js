/** Option types of Discord's commands. */
export const OptionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
};

/**
 * Every way to call a command, subcommands apart: `/memory show`, `/memory forget`, ….
 * @param {object[]} commands as the server lists them
 */
export function commandLeaves(commands) {
  return commands
    .filter((command) => (command.type ?? 1) === 1)
    .flatMap((command) => leavesOf(command, command, [], []));
}

function leavesOf(command, node, path, shown) {
  const here = [...shown, node.name_localized ?? node.name];
  const plain = [...path, node.name];
  const options = node.options ?? [];
  const inner = options.filter((option) => option.type <= OptionType.group);
  if (inner.length > 0) return inner.flatMap((option) => leavesOf(command, option, plain, here));
  // Discord asks for required options first.
  const ordered = [...options].sort(
    (a, b) => Number(b.required ?? false) - Number(a.required ?? false),
  );
  return [
    {
      id: command.id,
      name: command.name,
      path: plain.slice(1),
      title: `/${here.join(' ')}`,
      plainTitle: `/${plain.join(' ')}`,
      description: node.description_localized ?? node.description ?? '',
      options: ordered,
    },
  ];
}

/** Commands for what was typed after the slash: names that begin with it, then those that have it. */
export function matchCommands(leaves, query) {
  const wanted = query.trim().toLowerCase();
  const rank = (leaf) => {
    const titles = [leaf.title, leaf.plainTitle].map((title) => title.slice(1).toLowerCase());
    if (titles.some((title) => title.startsWith(wanted))) return 0;
    if (titles.some((title) => title.includes(wanted))) return 1;
    return leaf.description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return leaves
    .map((leaf) => ({ leaf, rank: rank(leaf) }))
    .filter((entry) => entry.rank < (wanted.length > 1 ? 3 : 2))
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.leaf);
}

/** The command that was typed out in full, in either language. */
export function exactCommand(leaves, query) {
  const wanted = `/${query.trim().toLowerCase()}`;
  return leaves.find((leaf) =>
    [leaf.title, leaf.plainTitle].some((title) => title.toLowerCase() === wanted),
  );
}

/**
 * Values in the tree that the server wants: subcommands around the options.
 * @param {object} leaf
 * @param {{ name: string, type: number, value: unknown, focused?: boolean }[]} values
 */
export function nestOptions(leaf, values) {
  const types =
    leaf.path.length === 2 ? [OptionType.group, OptionType.subcommand] : [OptionType.subcommand];
  return leaf.path.reduceRight(
    (options, name, depth) => [{ type: types[depth], name, options }],
    values,
  );
}
