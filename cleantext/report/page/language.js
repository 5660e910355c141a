// The language of the page, English or Vietnamese: a switch, which the languages of the browser set at first.
// What is said stands in English in the attribute data-t of its element, and the values put into it in data-values, so
// that all that shows is said anew when the language changes. The tag en marks texts: a test compares them with vi.toml.

const LANGUAGES = {en: "en-US", vi: "vi-VN"};
const REMEMBERED = "cleantext-language";
const ATTRIBUTES = ["title", "placeholder", "aria-label"];
const en = String.raw;
const vietnamese = new Map();
let language = "en";

const learn = (table) => Object.entries(table).forEach(([text, translation]) => vietnamese.set(text, translation));

// a value in a text: a number, {part, whole} for a share, {t} for what is said itself, or data
function inWords(value) {
  if (typeof value === "number") return value.toLocaleString(LANGUAGES[language]);
  if (value.t !== undefined) return t(value.t, value);
  if (value.whole === undefined) return value;
  const share = value.whole ? value.part / value.whole : 0;
  const digits = share > 0 && share < 0.001 ? {maximumSignificantDigits: 1} : {maximumFractionDigits: 1};
  return share.toLocaleString(LANGUAGES[language], {style: "percent", ...digits});
}

function t(text, values = {}) {
  const translated = language === "vi" ? vietnamese.get(text) ?? text : text;
  return translated.replace(/\{([a-z]+)\}/g, (hole, name) => (Object.hasOwn(values, name) ? inWords(values[name]) : hole));
}

// an element that says something in the language of the page
function said(text, values = {}, name = "span", attributes = {}) {
  return say(make(name, {...attributes, "data-values": JSON.stringify(values)}), text);
}

function say(element, text) {
  element.dataset.t = text;
  return speak(element);
}

function speak(element) {
  const values = JSON.parse(element.dataset.values || "{}");
  if (element.dataset.t !== undefined) {
    const text = t(element.dataset.t, values);
    if (element.matches("option, title")) element.textContent = text;
    else element.replaceChildren(...pieces(text));
  }
  for (const name of ATTRIBUTES) {
    const text = element.getAttribute(`data-t-${name}`);
    if (text) element.setAttribute(name, t(text, values));
  }
  return element;
}

function chooseLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t], [data-t-title], [data-t-placeholder], [data-t-aria-label]")) speak(element);
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
}

function startLanguage() {
  const codes = navigator.languages.map((code) => code.slice(0, 2).toLowerCase());
  let first = codes.find((code) => code in LANGUAGES) || "en";
  try {
    first = localStorage.getItem(REMEMBERED) || first;
  } catch { /* a browser that lets a file remember nothing */ }
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => {
    chooseLanguage(button.dataset.language);
    try {
      localStorage.setItem(REMEMBERED, language);
    } catch { /* as above */ }
  });
  document.querySelector(".languages").hidden = false;
  chooseLanguage(first in LANGUAGES ? first : "en");
}
