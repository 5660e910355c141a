// What a search found, marked: whatever the case and the accents, "phan hoi" in "Phản hồi".

// where a folded text stands in another text, as pairs of start and end
function foundIn(text, wanted) {
  const ends = [], starts = [];
  let folded = "", at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let i = 0; i < plain.length; i++) starts.push(at);
    at += character.length;
    if (!plain && ends.length) ends[ends.length - 1] = at;  // a mark belongs to its letter
    for (let i = 0; i < plain.length; i++) ends.push(at);
    folded += plain;
  }
  const found = [];
  for (let i = folded.indexOf(wanted); i >= 0; i = folded.indexOf(wanted, i + wanted.length)) found.push([starts[i], ends[i + wanted.length - 1]]);
  return found;
}

function markIn(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const text = node.data;
    const found = foundIn(text, wanted);
    if (!found.length) continue;
    const parts = [];
    let done = 0;
    for (const [start, end] of found) {
      parts.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
      done = end;
    }
    node.replaceWith(...parts, text.slice(done));
  }
  return element;
}
