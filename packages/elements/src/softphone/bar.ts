import type { Call, DialerState, LiveCallState } from '@dialdeck/core';
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Messages } from '../locales/en.js';
import { type CallView, callViewOf, selectActiveCall, selectIncoming } from '../shared/call-view.js';
import { clock, nameOrNumber } from '../shared/format.js';
import type { Guard } from '../shared/guard.js';
import type { KeyAction } from '../shared/hotkeys.js';
import { check, down, icon, mic, micOff, pause, phone, play } from '../shared/icons.js';
import { headerViewOf } from './header-view.js';

export interface Bar {
  readonly state: DialerState | undefined;
  readonly text: Messages;
  readonly guard: Guard;
  readonly find: (id: string) => Call | undefined;
  readonly onExpand: () => void;
}

interface Button {
  /** The key that does the same. */
  readonly key: KeyAction;
  readonly label: string;
  readonly path: string;
  readonly look?: string;
  readonly iconLook?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly press: () => void;
}

const button = ({ key, label, path, look = '', iconLook, pressed, disabled = false, press }: Button) => html`
  <button
    type="button" class="ib ${look}" data-key=${key} aria-label=${label} title=${label} ?disabled=${disabled} @click=${press}
    aria-pressed=${ifDefined(pressed === undefined ? undefined : pressed ? 'true' : 'false')}
  >${icon(path, iconLook)}</button>
`;

/** The dialer in one line of 44 px: who, how long, and at most three buttons; the last one ends or answers. */
export function bar(options: Bar) {
  const { state } = options;
  const incoming = state && selectIncoming(state);
  const call = state && selectActiveCall(state);
  if (state && incoming) return incomingBar(options, { state, call: incoming });
  if (state && call) return callBar(options, { state, call });
  return idleBar(options);
}

interface Shown {
  readonly state: DialerState;
  readonly call: LiveCallState;
}

const frame = (view: Pick<CallView, 'kind' | 'name' | 'icon'>, buttons: unknown, time?: string) => html`
  <div class="bar" part="bar" data-s=${view.kind}>
    <span class="who">${icon(view.icon)}<span class="clip" title=${view.name}><bdi>${view.name}</bdi></span></span>
    ${time === undefined ? nothing : html`<span class="num" role="timer" aria-live="off">${time}</span>`} ${buttons}
  </div>
`;

function incomingBar({ text, guard, find }: Bar, { state, call }: Shown) {
  const view = callViewOf(call, state.connection, text);
  return frame(
    view,
    html`
      ${button({ key: 'end', label: text.decline, path: phone, iconLook: 'end', look: 'decline', press: () => guard.press(() => find(call.id)?.reject()) })}
      ${button({ key: 'go', label: text.answer, path: phone, look: 'go', press: () => guard.press(() => find(call.id)?.answer()) })}
    `,
  );
}

function callBar({ text, guard, find }: Bar, { state, call }: Shown) {
  const view = callViewOf(call, state.connection, text);
  const { muted, held } = view;
  const off = call.status !== 'active';
  const end = off ? text.cancelCall : text.endCall;
  // A refused hold shows itself in the open dialer; here the call simply goes on.
  const hold = () =>
    void find(call.id)
      ?.setHeld(!held)
      .catch(() => {});
  const stop = button({
    key: 'end',
    label: end,
    path: phone,
    iconLook: 'end',
    look: 'stop',
    press: () => guard.press(() => find(call.id)?.hangUp()),
  });
  const muteAndHold = html`
    ${button({ key: 'mute', label: muted ? text.muted : text.mute, path: muted ? micOff : mic, pressed: muted, press: () => find(call.id)?.setMuted(!muted) })}
    ${button({ key: 'hold', label: held ? text.resume : text.hold, path: held ? play : pause, press: hold })}
  `;
  const name = view.kind === 'reconnecting' ? view.word : view.name;
  return frame(
    { ...view, name },
    html`${off || view.kind === 'reconnecting' ? nothing : muteAndHold}${stop}`,
    clock(Date.now() - view.since),
  );
}

function idleBar({ state, text, onExpand }: Bar) {
  const { dot, word } = headerViewOf(state, text);
  const open = button({ key: 'close', label: text.expand, path: down, press: onExpand });
  if (state?.wrapUp) return frame({ kind: 'wrap-up', icon: check, name: nameOrNumber(state.wrapUp) }, open);
  return html`
    <div class="bar" part="bar" data-s=${dot === 'bad' ? 'error' : 'idle'}>
      <span class="who"><span class="dot ${dot}"></span><span class="clip">${word}</span></span>${open}
    </div>
  `;
}
