/** Texts of a page that wait to be looked at. */
export interface TextQueue {
  readonly empty: boolean;
  /** The node and everything in it, its open shadow trees too. */
  add(node: Node): void;
  /** The next text, wherever it stands, or `undefined` when there is no more. */
  next(): Text | undefined;
}

/** Walks lazily. Only texts are asked for, which is several times as fast as judging every element on the way. */
export function createTextQueue(onShadow: (root: ShadowRoot) => void): TextQueue {
  const roots = new Set<Node>();
  let walker: TreeWalker | undefined;

  function begin(root: Node): TreeWalker {
    addShadows(root);
    const page = root.ownerDocument ?? (root as Document);
    return page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  }

  function addShadows(root: Node): void {
    const inside = 'querySelectorAll' in root ? [...(root as ParentNode).querySelectorAll('*')] : [];
    for (const element of [root as Partial<Element>, ...inside]) {
      if (!element.shadowRoot) continue;
      onShadow(element.shadowRoot);
      roots.add(element.shadowRoot);
    }
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
