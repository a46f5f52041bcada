import { isSkipped } from './skipped.js';

/** Texts of a page that wait to be looked at. */
export interface TextQueue {
  readonly empty: boolean;
  /** The node and everything in it, its open shadow trees too. */
  add(node: Node): void;
  /** The next text, or `undefined` when there is no more. Looking for it may meet many elements. */
  next(): Text | undefined;
}

/** Walks lazily: a page of any size is queued in no time. */
export function createTextQueue(onShadow: (root: ShadowRoot) => void): TextQueue {
  const roots = new Set<Node>();
  let walker: TreeWalker | undefined;

  function begin(root: Node): TreeWalker {
    const page = root.ownerDocument ?? (root as Document);
    return page.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      if (isSkipped(node as Element)) return NodeFilter.FILTER_REJECT;
      const { shadowRoot } = node as Element;
      if (shadowRoot) {
        onShadow(shadowRoot);
        roots.add(shadowRoot);
      }
      return NodeFilter.FILTER_SKIP;
    });
  }

  return {
    get empty() {
      return roots.size === 0 && !walker;
    },
    add: (node) => void roots.add(node),
    next() {
      for (;;) {
        const text = walker?.nextNode();
        if (text) return text as Text;
        walker = undefined;
        const [root] = roots;
        if (!root) return undefined;
        roots.delete(root);
        if (root.nodeType === Node.TEXT_NODE) return root as Text;
        walker = begin(root);
      }
    },
  };
}
