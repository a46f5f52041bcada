/** What has the focus, through all shadow roots. */
export function focusedElement(root: DocumentOrShadowRoot): HTMLElement | undefined {
  const { activeElement } = root;
  if (activeElement?.shadowRoot?.activeElement) return focusedElement(activeElement.shadowRoot);
  return activeElement instanceof HTMLElement ? activeElement : undefined;
}
