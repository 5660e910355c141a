// Text as a search compares it: without accents and case, "phản hồi" as "phan hoi".

const foldSlowly = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]+/g, "").toLowerCase().replaceAll("đ", "d");
const UTF16 = new TextDecoder("utf-16le");
let table = null;  // what each UTF-16 unit becomes, 0 where that is not one unit by itself; made for the first text

function fold(text) {
  table ||= Uint16Array.from({length: 0x10000}, (_, unit) => {
    const folded = foldSlowly(String.fromCharCode(unit));
    return folded.length === 1 && folded !== "\ufeff" ? folded.charCodeAt(0) : 0;  // a decoder drops U+FEFF
  });
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++)
    if (!(units[i] = table[text.charCodeAt(i)])) return foldSlowly(text);
  return UTF16.decode(units);
}
