/** What many extensions do: one expression over every text, everything that fits becomes a link, in one go. */
const shape = /(?:\+\d{1,3}[ .-]?)?\(?\d{2,4}\)?(?:[ .-]?\d{2,4}){2,4}/g;

export function scanPlainly(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest('a, button, input, textarea, script, style, code, pre')) continue;
    const matches = [...text.data.matchAll(shape)].reverse();
    for (const match of matches) {
      const own = match.index > 0 ? text.splitText(match.index) : text;
      if (match[0].length < own.length) own.splitText(match[0].length);
      const link = document.createElement('a');
      link.href = `tel:${match[0].replace(/[^\d+]/g, '')}`;
      own.replaceWith(link);
      link.append(own);
    }
  }
}
