import type { Call, Dialer, DialerState, EndedCallState, LiveCallState, Unsubscribe } from '@dialdeck/core';
import { fill, type Messages } from '../locales/en.js';
import { loadErrorText } from './error-text.js';
import { nameOrNumber, spokenDuration } from './format.js';
import { isDetail } from './warnings.js';

export interface Announcement {
  readonly message: string;
  /** Goes to the alert region and interrupts. */
  readonly urgent?: boolean | undefined;
}

export interface Language {
  readonly text: Messages;
  readonly locale: string;
}

/** What a change of state says aloud, in the order it is said. Clocks and everything else that only ticks is silent. */
export function announcementsOf(before: DialerState, after: DialerState, language: Language): Announcement[] {
  const said: Announcement[] = [];
  for (const call of after.calls) {
    const old = before.calls.find(({ id }) => id === call.id);
    if (old !== call) said.push(...changeOf(old, call, language));
  }
  said.push(...connectionChange(before, after, language));
  return said;
}

function changeOf(old: LiveCallState | undefined, call: LiveCallState, { text }: Language): Announcement[] {
  const say = (message: string, urgent = false): Announcement => ({
    message: fill(message, { name: nameOrNumber(call) }),
    urgent,
  });
  if (old?.status !== call.status) {
    if (call.status === 'dialing') return [say(text.sayCalling)];
    if (call.status === 'ringing') return [say(text.sayRinging)];
    if (call.status === 'incoming') return [say(text.sayIncoming, true)];
    return call.status === 'active' ? [say(text.sayTalking)] : [];
  }
  if (call.status !== 'active' || old.status !== 'active') return [];
  const said: Announcement[] = [];
  // That a call begins to sound poor is a warning with a cure; here only that it is over.
  if (old.quality?.band === 'poor' && call.quality?.band !== 'poor') said.push(say(text.sayBetter));
  if (old.held !== call.held) said.push(say(call.held ? text.sayHeld : text.sayResumed));
  // In a conference one press mutes two calls.
  const second = call.mergedWith !== undefined && call.mergedWith < call.id;
  if (old.muted !== call.muted && !second) said.push(say(call.muted ? text.sayMuted : text.sayUnmuted));
  if (old.media !== call.media && call.media === 'interrupted') said.push(say(text.sayLost, true));
  if (old.media === 'interrupted' && call.media === 'flowing') said.push(say(text.sayBack));
  return said;
}

function connectionChange(before: DialerState, { calls, connection }: DialerState, { text }: Language): Announcement[] {
  const was = before.connection.status;
  if (was === connection.status) return [];
  if (was === 'connected' && (connection.status === 'reconnecting' || connection.status === 'failed')) {
    return [{ message: calls.length > 0 ? text.sayLost : text.sayNoServer, urgent: true }];
  }
  return was === 'reconnecting' && connection.status === 'connected' ? [{ message: text.sayBack }] : [];
}

/** What the end of a call says. */
export function endingOf(call: EndedCallState, asked: boolean, { text, locale }: Language): string {
  if (call.direction === 'incoming' && call.answeredAt === undefined) {
    const name = nameOrNumber(call);
    return call.end.by === 'local' ? '' : fill(text.sayMissed, { name });
  }
  const talked = call.answeredAt !== undefined;
  const how = talked
    ? fill(text.sayEnded, { duration: spokenDuration(call.endedAt - (call.answeredAt ?? 0), locale) })
    : fill(text.sayEndedUnanswered, { outcome: text[call.end.reason] });
  return asked ? `${how} ${text.chooseResult}` : how;
}

// Two providers may share a dialer; only the first of them speaks.
const speakers = new WeakMap<Dialer, Set<object>>();

export interface Speaker {
  language(): Language;
  say(announcement: Announcement): void;
}

/** Watches a dialer and hands over what is to be said. */
export function followDialer(dialer: Dialer, speaker: Speaker): Unsubscribe {
  const all = speakers.get(dialer) ?? new Set<object>();
  speakers.set(dialer, all.add(speaker));
  // Held by hand: the dialer forgets a call that needs no result at the moment it ends.
  const live = new Map<string, Call>();
  let before = dialer.state.snapshot;
  const stop = dialer.state.subscribe(() => {
    const after = dialer.state.snapshot;
    const said = [...announcementsOf(before, after, speaker.language()), ...endingsOf(after, live, speaker.language())];
    const raised = after.warnings.filter((code) => !before.warnings.includes(code) && !isDetail(code));
    before = after;
    for (const { id } of after.calls) {
      const call = live.has(id) ? undefined : dialer.findCall(id);
      if (call) live.set(id, call);
    }
    if (all.values().next().value !== speaker) return;
    said.forEach(speaker.say);
    for (const code of raised) {
      const { locale } = speaker.language();
      void loadErrorText(code, locale).then(({ meaning, cure }) => speaker.say({ message: `${meaning} ${cure}` }));
    }
  });
  return () => {
    all.delete(speaker);
    stop();
  };
}

function endingsOf({ calls, wrapUp }: DialerState, live: Map<string, Call>, language: Language): Announcement[] {
  const said: Announcement[] = [];
  for (const [id, call] of live) {
    if (calls.some((other) => other.id === id)) continue;
    live.delete(id);
    const ended = call.state.snapshot;
    if (ended.status !== 'ended') continue;
    const message = endingOf(ended, wrapUp?.callId === id, language);
    if (message) said.push({ message });
  }
  return said;
}
