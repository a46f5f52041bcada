import { longestRow } from './file-row.js';

/** Cuts the text of a JSON list into the texts of its items. */
export interface ItemCutter {
  push(text: string): readonly string[];
  /** Half an item, of a list that is cut off. */
  end(): readonly string[];
}

/** Follows brackets and texts, no more: whether an item is JSON is for the parser to say. */
export function createItemCutter(): ItemCutter {
  let item = '';
  let depth = 0;
  let isInText = false;
  let isEscaped = false;

  function closed(): readonly string[] {
    const text = item.trim();
    item = '';
    return text === '' ? [] : [text];
  }

  /** Whether an item of the list ends at this character. */
  function follow(mark: string): boolean {
    if (isEscaped) isEscaped = false;
    else if (isInText) {
      if (mark === '\\') isEscaped = true;
      else if (mark === '"') isInText = false;
    } else if (mark === '"') isInText = true;
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    else return mark === ',' && depth === 1;
    return mark === ']' && depth === 0 && !isInText;
  }

  function push(text: string): readonly string[] {
    const items: string[] = [];
    let from = 0;
    const keep = (to: number) => {
      // What is too long is kept only as far as it takes to say so.
      if (depth >= 0 && item.length <= longestRow) item += text.slice(from, to);
    };
    for (let at = 0; at < text.length; at += 1) {
      const wasOutside = depth === 0;
      if (follow(text.charAt(at))) {
        keep(at);
        items.push(...closed());
        from = at + 1;
      } else if (wasOutside && depth === 1) from = at + 1;
    }
    keep(text.length);
    return items;
  }

  return { push, end: () => (depth > 0 ? closed() : []) };
}
