/** Set by a page on what must stay as it is. */
export const optOut = 'data-dial-ignore';

const never: ReadonlySet<string> = new Set(
  'A AUDIO BUTTON CANVAS CODE DATALIST HEAD IFRAME INPUT KBD MATH NOSCRIPT OBJECT OPTION PRE SAMP SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VAR VIDEO'.split(
    ' ',
  ),
);
const controls: ReadonlySet<string> = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'option',
  'menuitem',
  'tab',
]);

/** Whether the texts of an element are left alone: controls, code, what is being edited, what the page opted out. */
export function isSkipped(element: Element): boolean {
  // Elements of other namespaces, such as svg, keep their case.
  return (
    never.has(element.nodeName.toUpperCase()) ||
    element.hasAttribute(optOut) ||
    // Not `isContentEditable`, which makes the browser style the page anew after every change.
    (element.getAttribute('contenteditable') ?? 'false') !== 'false' ||
    controls.has(element.getAttribute('role') ?? '')
  );
}

/** Whether a node is somewhere where texts are left alone. */
export function isInSkipped(node: Node): boolean {
  for (let up = node.parentElement; up; up = up.parentElement) if (isSkipped(up)) return true;
  return false;
}
