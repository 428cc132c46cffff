/**
 * Discord's markdown as a tree of plain objects `{ type, children?, … }`. Pure text in, no HTML
 * anywhere: what is not understood stays text.
 */

const MAX_DEPTH = 12;

/** Inline rules, tried in order at each position; all are sticky. */
const inlineRules = [
  [/\\([^A-Za-z0-9\s\p{L}])/uy, (m) => ({ type: 'text', text: m[1] })],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, (m) => ({ type: 'code', text: m[2].trim() || m[2] })],
  [/<@!?(\d+)>/y, (m) => ({ type: 'user', id: m[1] })],
  [/<@&(\d+)>/y, (m) => ({ type: 'role', id: m[1] })],
  [/<#(\d+)>/y, (m) => ({ type: 'channel', id: m[1] })],
  [/<\/([^:>]{1,110}):(\d+)>/y, (m) => ({ type: 'command', name: m[1], id: m[2] })],
  [/<a?:(\w{2,32}):(\d+)>/y, (m) => ({ type: 'emoji', name: m[1], id: m[2] })],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (m) => ({ type: 'time', at: Number(m[1]), style: m[2] })],
  [/@(everyone|here)\b/y, (m) => ({ type: 'everyone', text: m[0] })],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => ({ type: 'link', url: m[1] })],
  [
    /\[((?:\\.|[^\][\\])+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y,
    (m, inner) => ({ type: 'link', url: m[2], children: inner(m[1]) }),
  ],
  [/https?:\/\/[^\s<>]+[^\s<>.,:;"'!?)\]}*_~|]/y, (m) => ({ type: 'link', url: m[0] })],
  [/\|\|([\s\S]+?)\|\|/y, (m, inner) => ({ type: 'spoiler', children: inner(m[1]) })],
  [
    /\*\*\*(\S[\s\S]*?)\*\*\*/y,
    (m, inner) => ({ type: 'strong', children: [{ type: 'em', children: inner(m[1]) }] }),
  ],
  [
    /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y,
    (m, inner) => ({ type: 'strong', children: inner(m[1]) }),
  ],
  [
    /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y,
    (m, inner) => ({ type: 'underline', children: inner(m[1]) }),
  ],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, (m, inner) => ({ type: 'strike', children: inner(m[1]) })],
  [
    /\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)(?<=\S)\*(?!\*)/y,
    (m, inner) => ({ type: 'em', children: inner(m[1]) }),
  ],
  [/\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/y, (m, inner) => ({ type: 'em', children: inner(m[1]) })],
  [/\n/y, () => ({ type: 'break' })],
];

/** Where a rule could start; everything up to there is text. */
const special = /[\\`<@[|*_~\n]|https?:\/\//g;

export function parseInline(source, depth = 0) {
  if (depth > MAX_DEPTH) return [{ type: 'text', text: source }];
  const inner = (text) => parseInline(text, depth + 1);
  const nodes = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    special.lastIndex = at;
    const next = special.exec(source)?.index ?? source.length;
    text += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    const found = matchAt(source, at, inner);
    if (found === null) {
      text += source[at];
      at += 1;
      continue;
    }
    if (found.node.type === 'text') text += found.node.text;
    else {
      if (text) nodes.push({ type: 'text', text });
      text = '';
      nodes.push(found.node);
    }
    at = found.end;
  }
  if (text) nodes.push({ type: 'text', text });
  return nodes;
}

function matchAt(source, at, inner) {
  for (const [pattern, build] of inlineRules) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null || match[0] === '') continue;
    const end = pattern.lastIndex;
    return { node: build(match, inner), end };
  }
  return null;
}

const fence = /^```(?:([\w+-]{1,20})\n)?\n*([\s\S]*?)\n*```/;
const blockLines = [
  [
    /^(#{1,3}) +(.+)$/,
    (m) => ({ type: 'heading', level: m[1].length, children: parseInline(m[2]) }),
  ],
  [/^-# +(.+)$/, (m) => ({ type: 'subtext', children: parseInline(m[1]) })],
];

/** @param {string} source @returns {object[]} blocks and inline nodes */
export function parseMarkdown(source) {
  const blocks = [];
  let paragraph = [];
  const endParagraph = () => {
    if (paragraph.length === 0) return;
    blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };
  // Code fences first: nothing inside them means anything.
  let rest = source;
  while (rest !== '') {
    const open = rest.indexOf('```');
    const code = open === -1 ? null : fence.exec(rest.slice(open));
    const plain = code === null ? rest : rest.slice(0, open);
    parseLines(plain.replace(code === null ? /$^/ : /\n$/, ''), blocks, paragraph, endParagraph);
    endParagraph();
    if (code === null) break;
    blocks.push({ type: 'codeBlock', text: code[2], syntax: code[1] });
    rest = rest.slice(open + code[0].length).replace(/^\n/, '');
  }
  return blocks;
}

function parseLines(source, blocks, paragraph, endParagraph) {
  if (source === '') return;
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line.startsWith('>>> ')) {
      endParagraph();
      const quoted = [line.slice(4), ...lines.slice(at + 1)].join('\n');
      blocks.push({ type: 'quote', children: parseInline(quoted) });
      return;
    }
    const run = takeRun(lines, at);
    const single = run === null ? singleLine(line) : null;
    if (run === null && single === null) {
      paragraph.push(line);
      continue;
    }
    endParagraph();
    blocks.push(single ?? run.node);
    if (run !== null) at = run.end - 1;
  }
}

function singleLine(line) {
  for (const [pattern, build] of blockLines) {
    const match = pattern.exec(line);
    if (match !== null) return build(match);
  }
  return null;
}

/** Quotes and lists: as many lines as belong together. */
function takeRun(lines, start) {
  const kinds = [
    [/^> (.*)$/, (rows) => ({ type: 'quote', children: parseInline(rows.join('\n')) })],
    [
      /^\s{0,4}[-*] +(.+)$/,
      (rows) => ({ type: 'list', items: rows.map((row) => parseInline(row)) }),
    ],
    [
      /^\s{0,4}\d{1,3}\. +(.+)$/,
      (rows) => ({ type: 'list', ordered: true, items: rows.map((row) => parseInline(row)) }),
    ],
  ];
  for (const [pattern, build] of kinds) {
    const rows = [];
    let end = start;
    for (; end < lines.length; end += 1) {
      const match = pattern.exec(lines[end]);
      if (match === null) break;
      rows.push(match[1]);
    }
    if (rows.length > 0) return { node: build(rows), end };
  }
  return null;
}

const emojiOnly =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic}|\uFE0F?\u20E3)*|\p{Regional_Indicator}{2}|\s){1,40}$/u;

/** A message of a few emoji alone is shown large. */
export function isJumbo(source) {
  const text = source.trim();
  return text !== '' && emojiOnly.test(text) && [...text.replace(/\s/g, '')].length <= 27;
}

/** One line of plain text, for quotes of replies. */
export function plainLine(source) {
  const flatten = (nodes) =>
    nodes
      .map((node) => node.text ?? (node.children ? flatten(node.children) : (node.url ?? ' ')))
      .join('');
  return flatten(
    parseMarkdown(source.slice(0, 300)).flatMap((block) => block.items?.flat() ?? [block]),
  );
}
