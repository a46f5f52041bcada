/** Registers an element once. Does nothing where there is no DOM, or when the tag is taken. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(tag)) customElements.define(tag, element);
}
