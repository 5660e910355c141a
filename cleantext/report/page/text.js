// One document as text: every line of the source, struck where it went, marked where it was repaired.
// Text gets into the page as text nodes alone, never as markup, and a long one in pieces.

const AROUND = 3;  // unchanged lines that are shown on either side of a change
const SHORT = 60;  // lines of a document that are all shown
const STRETCH = 5;  // unchanged lines that are worth folding
const LONG = 3000;  // rows of one that are shown at a time
const PIECE = 10000;  // characters in one node
const GROUP = 200;  // nodes in one mark
const [NODES, CHARACTERS] = [500, 50000];  // of a line that are shown at a time
// as in streams.py and inline_diff.py: what a reader would not see, or what would turn the text around it
const UNSAFE = "[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]";
const HIDDEN = `[\\t\\n]|${UNSAFE}`;  // in a name, where white space is told apart
// in what was repaired: spaces of other kinds, marks, and letters that only look Vietnamese, which are written out behind
const ODD = `(?! )\\s|[\\u0300-\\u036f\\ufe00-\\ufe0f]|${HIDDEN}`;
const FOREIGN = "(?![A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ])\\p{L}";

// text cut into strings, and elements for what is written out
function* pieces(text, pattern = UNSAFE) {
  let done = 0;
  for (const match of text.matchAll(new RegExp(pattern, "gu"))) {
    yield* strings(text.slice(done, match.index));
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    if (/\p{L}/u.test(match[0])) yield match[0];
    yield make("span", {class: "code"}, `U+${code}`);
    done = match.index + match[0].length;
  }
  yield* strings(text.slice(done));
}

function* strings(text) {
  for (let start = 0; start < text.length;) {
    let end = start + PIECE;
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end++;  // not between the halves of a character
    yield text.slice(start, end);
    start = end;
  }
}

function* marked(name, nodes) {
  let group = [];
  for (const node of nodes) {
    group.push(node);
    if (group.length === GROUP) {
      yield make(name, {}, ...group);
      group = [];
    }
  }
  if (group.length) yield make(name, {}, ...group);
}

// what a line was: text, or parts, of which those that a repair changed are pairs
function* nodesOf(parts) {
  if (typeof parts === "string") return yield* pieces(parts);
  for (const part of parts) {
    if (typeof part === "string") yield* pieces(part);
    else {
      const [old, fresh] = part;
      const looksAlike = [...old.slice(0, GROUP)].length === [...fresh.slice(0, GROUP)].length;
      yield* marked("del", pieces(old, looksAlike ? `${ODD}|${FOREIGN}` : ODD));
      yield* marked("ins", pieces(fresh));
    }
  }
}

// an element with nodes in it, as many as a reader takes in, and a button for more
function filled(element, nodes) {
  const more = make("button", {type: "button", class: "rest", onclick: () => add()}, said(en`Show more of this line`));
  const add = () => {
    for (let shown = 0, characters = 0; shown < NODES && characters < CHARACTERS;) {
      const {value, done} = nodes.next();
      if (done) return more.remove();
      shown += typeof value === "string" ? 1 : value.childNodes.length;
      characters += (value.textContent || value).length;
      element.insertBefore(typeof value === "string" ? document.createTextNode(value) : value, more.parentNode ? more : null);
    }
    element.append(more);
  };
  add();
  return element;
}

const shownAs = (text, pattern) => filled(make("span"), pieces(text, pattern));
const isBlankRemoval = (line) => isRemoval(line) && !textOfLine(line).trim();

function row(style, number, at, content, ...why) {
  return make("div", {class: `row ${style}`, "data-line": number},
    make("span", {class: "at"}, at), make("span", {class: "line"}, content), make("span", {class: "why"}, ...why));
}

function lineOf(line, number, site) {
  if (typeof line === "string") return row("", number, String(number), shownAs(line));
  const [parts, filter, , reason] = line;
  if (filter === undefined) return row("mended", number, String(number), filled(make("span"), nodesOf(parts)), said(en`repaired`));
  return row("gone", number, String(number), filled(make("del"), nodesOf(parts)),
    make("span", {}, said(filter), ": ", said(reason)), keepTick(afterOf(parts), site));
}

function blankLines(from, to) {
  const number = to - from;
  const text = number === 1 ? en`1 blank line removed` : en`{number} blank lines removed`;
  return row("blank gone", from + 1, number === 1 ? String(to) : `${from + 1}–${to}`, said(text, {number}));
}

// the rows of a document, stretches far from any change folded: the first line of each, and what makes it
function rowsOf(record, isFound) {
  const {lines} = record;
  const isShown = lines.map((line) => typeof line !== "string" || isFound(line));
  const near = (i) => isShown.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(Boolean);
  const endOf = (start, test) => {
    let end = start;
    while (end < lines.length && test(end)) end++;
    return end;
  };
  const rows = [];
  for (let i = 0; i < lines.length;) {
    const from = i;
    const blank = endOf(i, (at) => isBlankRemoval(lines[at]));
    const far = lines.length > SHORT ? endOf(i, (at) => !near(at)) : i;
    if (blank > i) rows.push([from, () => [blankLines(from, blank)]]);
    else if (far >= i + STRETCH) rows.push([from, () => [folded(record, from, far)]]);
    else rows.push([from, () => [lineOf(lines[from], from + 1, record.site)]]);
    i = blank > i ? blank : far >= i + STRETCH ? far : i + 1;
  }
  return rows;
}

function folded(record, from, to) {
  const open = () => {
    const next = Math.min(to, from + LONG);
    const rows = record.lines.slice(from, next).map((line, i) => lineOf(line, from + i + 1, record.site));
    rest.replaceWith(...rows, ...(next < to ? [folded(record, next, to)] : []));
  };
  const rest = make("button", {type: "button", class: "fold", onclick: open}, said(en`{number} lines stayed as they were: show them`, {number: to - from}));
  return rest;
}

// a document, its rows as far as line `wanted` at least, and what a search has found in it marked
function textOf(record, wanted, searched) {
  const isFound = (line) => searched !== "" && fold(textOfLine(line)).includes(searched);
  const place = make("div", {class: "text-of", lang: "vi"});
  for (const note of record.notes) place.append(make("p", {class: "note"}, said(note)));
  const rows = rowsOf(record, isFound);
  const more = make("button", {type: "button", class: "more", onclick: () => add()}, said(en`Show more of this document`));
  let shown = 0;
  const add = () => {
    for (const [first, build] of rows.slice(shown, shown += LONG)) {
      const built = build();
      more.before(...built);
      if (isFound(record.lines[first])) for (const each of built) markIn(each.querySelector(".line") || each, searched);
    }
    more.hidden = shown >= rows.length;
  };
  place.append(more);
  do add(); while (shown < rows.length && rows[shown][0] <= wanted);
  return place;
}
