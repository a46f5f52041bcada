import { html, type TemplateResult } from 'lit';
import type { Messages } from '../locales/en.js';
import { icon, note as noteIcon } from './icons.js';

export interface NoteField {
  readonly text: Messages;
  readonly note: string;
  readonly onNote: (note: string) => void;
  /** Escape leaves the field, so that the one-letter keys work again. */
  readonly onLeave: () => void;
  /** Control Enter. */
  readonly onSave?: (() => void) | undefined;
}

/** The agent's note. It stays through the call, the work after it, and any error. */
export function noteField({ text, note, onNote, onLeave, onSave }: NoteField): TemplateResult {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const leaves = event.key === 'Escape';
    const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!leaves && !(saves && onSave)) return;
    event.preventDefault();
    event.stopPropagation();
    if (leaves) onLeave();
    else onSave?.();
  };
  return html`
    <label class="field notes" part="note">
      ${icon(noteIcon, 's')}<span class="vh">${text.note}</span>
      <textarea
        dir="auto" placeholder=${text.notePlaceholder} .value=${note} @keydown=${onKey}
        @input=${(event: Event & { target: HTMLTextAreaElement }) => onNote(event.target.value)}
      ></textarea>
    </label>
  `;
}
