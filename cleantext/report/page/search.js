// Search in all that documents say: names, titles, and every line, kept or removed. The texts are unpacked and folded
// once, some at a time, as soon as the page shows and has nothing else to do; from then on a search takes milliseconds.

const AT_ONCE = 4 * BLOCK;  // documents that are unpacked at a time
const AROUND_HIT = 60;  // characters shown on either side of what was found
const MOST_HITS = 3;  // lines shown of a document

function fullText(rows, read) {
  const texts = rows.map((row) => fold(`${row.name}\n${row.title || ""}`));
  let done = 0, running = null;
  const index = async (progress) => {
    progress(done);
    while (done < rows.length) {
      const records = await Promise.all(rows.slice(done, done + AT_ONCE).map((row) => read(row.place)));
      for (const [i, record] of records.entries())
        if (record.lines) texts[done + i] += `\n${fold(record.lines.map(textOfLine).join("\n"))}`;
      done += records.length;
      progress(done);
    }
  };
  return {
    start: (progress) => (running ||= index(progress)),
    isComplete: () => done >= rows.length,
    has: (place, wanted) => texts[place].includes(wanted),
  };
}

// the first lines of a document that have what was searched, each with what stands around it
function hitsIn(record, wanted, open) {
  const hits = [];
  for (const [i, line] of (record.lines || []).entries()) {
    const text = textOfLine(line);
    if (!fold(text).includes(wanted)) continue;
    const [[start, end]] = foundIn(text, wanted);
    const [from, to] = [Math.max(0, start - AROUND_HIT), Math.min(text.length, end + AROUND_HIT)];
    const excerpt = `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
    hits.push(make("button", {type: "button", class: `hit ${isRemoval(line) ? "gone" : ""}`, onclick: () => open(i)},
      make("span", {class: "at"}, String(i + 1)), markIn(shownAs(excerpt), wanted)));
    if (hits.length === MOST_HITS) break;
  }
  return hits;
}
