// One document as text: every line of the source, struck where it went, marked where it was repaired.
// Text gets into the page as text nodes alone, never as markup, and a long one in pieces.

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

// a document, its rows as far as line `wanted` at least, and what a search has found in it marked
function textOf(record, wanted, searched) {
  const isFound = (line) => searched !== "" && fold(textOfLine(line)).includes(searched);
  const place = make("div", {class: "text-of", lang: "vi"});
  for (const note of record.notes) place.append(make("p", {class: "note"}, said(note)));
  const rows = rowsOf(record, (line, i) => i === wanted || isFound(line));
  const more = make("button", {type: "button", class: "more", onclick: () => add()}, said(en`Show more of this document`));
  let shown = 0;
  const add = () => {
    for (const [first, build] of rows.slice(shown, shown += LONG)) {
      const built = build();
      more.before(built);
      if (isFound(record.lines[first])) markIn(built.querySelector(".line") || built, searched);
    }
    more.hidden = shown >= rows.length;
  };
  place.append(more);
  do add(); while (shown < rows.length && rows[shown][0] <= wanted);
  return place;
}
