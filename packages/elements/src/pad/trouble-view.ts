import type { CatalogueText } from '@dialdeck/core/errors';
import { html, nothing } from 'lit';
import type { Messages } from '../locales/en.js';
import { alert, icon, mic, micOff, refresh } from '../shared/icons.js';
import { stage } from '../shared/stage.js';
import type { Trouble } from '../shared/trouble.js';

interface Words {
  readonly text: Messages;
  /** From the error catalogue; not there while it loads. */
  readonly words: CatalogueText | undefined;
}

/** What is wrong. */
export const troubleStage = ({ cure }: Trouble, { text, words }: Words) =>
  stage({
    kind: 'error',
    icon: cure === 'microphone' ? micOff : alert,
    word: text.notReady,
    name: words?.meaning ?? '',
    label: text.stage,
    sub: text.cannotCall,
  });

/** Why, what to do, and the code to tell whoever helps. */
export const troubleBody = ({ code }: Trouble, { text, words }: Words) => html`
  <div class="body">
    ${
      code === 'microphone-denied'
        ? html`<ol class="steps">${[text.stepSliders, text.stepAllow, text.stepTest].map((step) => html`<li><span>${step}</span></li>`)}</ol>`
        : html`<p class="strong">${words?.cure ?? nothing}</p><p class="lab muted">${words?.cause ?? nothing}</p>`
    }
    <p class="code">${text.code} <code>${code}</code></p>
  </div>
`;

interface Dock {
  readonly text: Messages;
  readonly cap: unknown;
  readonly onPress: () => void;
}

/** The cure as a button, where Call was. */
export const troubleDock = ({ cure }: Trouble, { text, cap, onPress }: Dock) => html`
  <div class="dock" part="dock" role="group" aria-label=${text.actions}>
    <button class="btn pri" type="button" @click=${onPress}>
      ${icon(cure === 'microphone' ? mic : refresh)}
      <span class="clip">${cure === 'microphone' ? text.testAgain : text.connectAgain}</span>${cap}
    </button>
  </div>
`;
