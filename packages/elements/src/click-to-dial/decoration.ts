import type { NumberInText } from './page-numbers.js';

/** Carries the E.164 number of a link that we made. */
export const mark = 'data-dial-number';

/** Colour, size and place of the text stay: only a line under it, which takes no room. */
const look = `
a[${mark}] { color: inherit; text-decoration: underline dotted; text-underline-offset: .15em; cursor: pointer; }
a[${mark}]:hover { text-decoration-style: solid; }
a[${mark}]:focus-visible { outline: 2px solid; outline-offset: 2px; }`;

/** Brings the look into a page or a shadow tree without an inline style, which strict pages forbid. @returns takes it out */
export function addLook(tree: Document | ShadowRoot): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(look);
  tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  return () => {
    tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}

/** The texts that were cut off the one in a link, to be joined to it again. */
const cut = new WeakMap<Element, { readonly before: Text | undefined; readonly after: Text | undefined }>();

/** Makes links of the numbers of a text. The text itself stays, letter by letter. */
export function decorate(text: Text, numbers: readonly NumberInText[]): void {
  // From the last to the first, so that what comes before keeps its place.
  for (const { start, end, number } of [...numbers].reverse()) {
    const own = start > 0 ? text.splitText(start) : text;
    const after = end - start < own.length ? own.splitText(end - start) : undefined;
    const link = text.ownerDocument.createElement('a');
    link.href = `tel:${number}`;
    link.setAttribute(mark, number);
    own.replaceWith(link);
    link.append(own);
    cut.set(link, { before: own === text ? undefined : text, after });
  }
}

/** Puts the text back as it was, without touching the texts beside it that were the page's own. */
export function undecorate(link: Element): void {
  const { before, after } = cut.get(link) ?? {};
  const own = link.firstChild;
  link.replaceWith(...link.childNodes);
  if (!(own instanceof Text)) return;
  if (after && own.nextSibling === after) {
    own.appendData(after.data);
    after.remove();
  }
  if (before && own.previousSibling === before) {
    before.appendData(own.data);
    own.remove();
  }
}
