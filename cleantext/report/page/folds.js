// Which lines of a document show at first: blank lines that went are one row, and long stretches without a change
// and long runs of removed lines are folded, behind a button that shows them.

const AROUND = 3;  // lines that are shown on either side of a change, and at the ends of a run
const SHORT = 60;  // lines of a document that are all shown
const STRETCH = 5;  // unchanged lines that are worth folding
const RUN = 20;  // removed ones, which a person should look at
const LONG = 3000;  // rows of one that are shown at a time

const isBlankRemoval = (line) => isRemoval(line) && !textOfLine(line).trim();
const fateOf = (line) => (typeof line === "string" ? "same" : isRemoval(line) ? "gone" : "mended");

function blankLines(from, to) {
  const number = to - from;
  const text = number === 1 ? en`1 blank line removed` : en`{number} blank lines removed`;
  return row("blank gone", from + 1, number === 1 ? String(to) : `${from + 1}–${to}`, said(text, {number}));
}

// the row of a line, or of blank lines together: where the next one begins, and what makes it
function rowAt(record, from, to) {
  let end = from;
  while (end < to && isBlankRemoval(record.lines[end])) end++;
  return end > from ? [end, () => blankLines(from, end)] : [from + 1, () => lineOf(record.lines[from], from + 1, record.site)];
}

// the rows of a document: the first line of each, and what makes it; lines that are wanted are not folded
function rowsOf(record, isWanted) {
  const {lines} = record;
  const fates = lines.map((line, i) => (isWanted(line, i) ? "wanted" : fateOf(line)));
  const isFar = (i) => /same|gone/.test(fates[i]) && fates.slice(Math.max(0, i - AROUND), i + AROUND + 1).every((fate) => fate === fates[i]);
  const rows = [];
  for (let i = 0; i < lines.length;) {
    const from = i;
    let far = i;
    if (lines.length > SHORT && !isBlankRemoval(lines[i])) while (far < lines.length && isFar(far)) far++;
    const [end, build] = far - i >= (fates[i] === "gone" ? RUN : STRETCH) ? [far, () => folded(record, from, far)] : rowAt(record, i, lines.length);
    rows.push([from, build]);
    i = end;
  }
  return rows;
}

function folded(record, from, to) {
  const open = () => {
    const next = Math.min(to, from + LONG);
    const rows = [];
    for (let i = from; i < next;) {
      const [end, build] = rowAt(record, i, next);
      rows.push(build());
      i = end;
    }
    if (next < to) rows.push(folded(record, next, to));
    rest.replaceWith(...rows);
    rows[0].tabIndex = -1;  // the keyboard goes on from here, not from the top of the page
    rows[0].focus({preventScroll: true});
  };
  const isGone = isRemoval(record.lines[from]);
  const text = isGone ? en`{number} lines were removed: show them` : en`{number} lines stayed as they were: show them`;
  const rest = make("button", {type: "button", class: isGone ? "fold gone" : "fold", onclick: open}, said(text, {number: to - from}));
  return rest;
}
