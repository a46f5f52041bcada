import {
  type AudioDevices,
  type AudioDevicesState,
  type AudioLevel,
  type AudioRole,
  type DialerErrorCode,
  isDialerError,
  type MicrophoneTest,
} from '@dialdeck/core';
import { html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { DialerController } from '../dialer-controller.js';
import { baseStyles } from '../shared/base.styles.js';
import { ErrorText } from '../shared/error-text.js';
import { alert, check, icon } from '../shared/icons.js';
import { deviceSelect } from './device-select.js';
import { type DeviceWords, deviceWords } from './device-words.js';
import { devicesStyles } from './devices.styles.js';
import { ReadableValue } from './readable-value.js';

type Output = 'speaker' | 'ringer';
type Verdict = MicrophoneTest['verdict'] | DialerErrorCode;

const testSeconds = 3;

/**
 * Microphone, speaker and ringer: which device each uses, how loud it is, and whether it works. A device that is
 * unplugged stays in its list. Renders nothing for a dialer whose phone has no audio of its own.
 *
 * @tag dial-devices
 * @csspart microphone - Choice, level and test of the microphone.
 * @csspart speaker - Choice, volume and test of the speaker.
 * @csspart ringer - Choice, volume and test of the ringer.
 */
export class DialDevices extends LitElement {
  static override styles = [baseStyles, devicesStyles];

  @state() private verdict: Verdict | undefined;
  /** What is being tested. */
  @state() private testing: AudioRole | undefined;

  readonly #dialer = new DialerController(this, (all) => all.warnings);
  readonly #devices = new ReadableValue<AudioDevicesState>(this);
  readonly #level = new ReadableValue<AudioLevel>(this);
  readonly #errors = new ErrorText(this);
  #audio: AudioDevices | undefined;
  #endTest: (() => void) | undefined;

  protected override willUpdate(): void {
    const audio = this.#dialer.dialer?.audio;
    if (audio === this.#audio) return;
    this.#endTest?.();
    this.#audio = audio;
    this.#devices.follow(audio?.devices);
    this.#level.follow(audio?.level('microphone'));
    void audio?.prepare();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endTest?.();
  }

  protected override render() {
    const audio = this.#audio;
    const devices = this.#devices.value;
    if (!audio || !devices) return nothing;
    const words = deviceWords(this.#dialer.locale);
    return html`
      <div class="all">
        ${this.#warnings(devices, words)} ${this.#microphone(devices, words)}
        ${this.#output('speaker', devices, words)} ${this.#output('ringer', devices, words)}
      </div>
    `;
  }

  #warnings({ warnings }: AudioDevicesState, words: DeviceWords) {
    return warnings.map((code) => {
      const { meaning = '', cure = '' } = this.#errors.of(code, this.#dialer.locale) ?? {};
      return html`
        <div class="warn" data-code=${code}>
          ${icon(alert, 's')}<span class="grow">${meaning} ${cure}</span>
          ${
            code === 'autoplay-blocked'
              ? html`<button class="btn out sm" type="button" @click=${() => this.#audio?.unlock()}>${words.playSound}</button>`
              : nothing
          }
        </div>
      `;
    });
  }

  #microphone(devices: AudioDevicesState, words: DeviceWords) {
    const { microphones, choice, volume } = devices;
    const testing = this.testing === 'microphone';
    return html`
      <fieldset part="microphone">
        <legend>${words.microphone}</legend>
        ${deviceSelect({
          words,
          label: words.microphone,
          devices: microphones,
          chosen: choice.microphone?.id,
          onChoose: (id) => this.#choose('microphone', id),
        })}
        <div class="row">
          <meter min="0" max="1" .value=${this.#level.value?.level ?? 0} aria-label=${words.level}></meter>
          ${this.#testButton('microphone', words)}
        </div>
        <div class="row">
          <input
            type="range" min="0" max="2" step="0.05" .value=${String(volume.microphone)}
            aria-label=${words.microphoneVolume}
            @input=${({ target }: Event) => this.#audio?.setVolume('microphone', (target as HTMLInputElement).valueAsNumber)}
          />
        </div>
        <div role="status">${this.#said(testing, words)}</div>
        ${microphones.length === 0 && !testing ? html`<p class="cap muted">${words.namesLater}</p>` : nothing}
      </fieldset>
    `;
  }

  #said(testing: boolean, words: DeviceWords) {
    if (testing) return html`<p class="said">${words.listening}</p>`;
    const { verdict } = this;
    if (verdict === undefined) return nothing;
    if (verdict === 'ok') return html`<p class="said ok">${icon(check, 's')}<span>${words.heard}</span></p>`;
    if (verdict === 'silent' || verdict === 'unknown') {
      return html`<p class="said warn">${icon(alert, 's')}<span>${words[verdict]}</span></p>`;
    }
    const { meaning = '', cure = '' } = this.#errors.of(verdict, this.#dialer.locale) ?? {};
    return html`<p class="said bad" data-code=${verdict}>${icon(alert, 's')}<span>${meaning} ${cure}</span></p>`;
  }

  #output(role: Output, devices: AudioDevicesState, words: DeviceWords) {
    const { choice, volume, canChooseOutput, ringerMuted } = devices;
    return html`
      <fieldset part=${role}>
        <legend>${words[role]}</legend>
        ${deviceSelect({
          words,
          label: words[role],
          devices: role === 'speaker' ? devices.speakers : devices.ringers,
          chosen: choice[role]?.id,
          disabled: !canChooseOutput,
          onChoose: (id) => this.#choose(role, id),
        })}
        ${canChooseOutput ? nothing : html`<p class="cap muted">${words.noOutputs}</p>`}
        <div class="row">
          <input
            type="range" min="0" max="1" step="0.05" .value=${String(volume[role])}
            aria-label=${role === 'speaker' ? words.speakerVolume : words.ringerVolume}
            @input=${({ target }: Event) => this.#audio?.setVolume(role, (target as HTMLInputElement).valueAsNumber)}
          />
          ${this.#testButton(role, words)}
        </div>
        ${
          role === 'ringer'
            ? html`<label class="silence">
                <input
                  type="checkbox" .checked=${ringerMuted}
                  @change=${({ target }: Event) => this.#audio?.setRingerMuted((target as HTMLInputElement).checked)}
                /><span>${words.silenceRing}</span>
              </label>`
            : nothing
        }
      </fieldset>
    `;
  }

  #testButton(role: AudioRole, words: DeviceWords) {
    const name = { microphone: words.testMicrophone, speaker: words.testSpeaker, ringer: words.testRinger }[role];
    const testing = this.testing === role;
    return html`
      <button class="btn out sm" type="button" aria-label=${testing ? words.stopTest : name} @click=${() => this.#test(role)}>
        ${testing ? words.stopTest : words.test}
      </button>
    `;
  }

  #choose(role: AudioRole, id: string | undefined): void {
    // What goes wrong is in the state: an unplugged device in the list, a microphone that fails in the dialer's.
    this.#audio?.choose(role, id).catch(() => {});
  }

  #test(role: AudioRole): void {
    const running = this.testing;
    this.#endTest?.();
    if (running === role) return;
    this.testing = role;
    if (role === 'microphone') void this.#testMicrophone();
    else this.#testOutput(role);
  }

  #testOutput(role: Output): void {
    const stop = this.#audio?.playTone('test', { on: role });
    const timer = setTimeout(() => this.#endTest?.(), testSeconds * 1000);
    this.#endTest = () => {
      clearTimeout(timer);
      stop?.();
      this.#finish();
    };
  }

  async #testMicrophone(): Promise<void> {
    const stop = new AbortController();
    const { signal } = stop;
    this.verdict = undefined;
    this.#endTest = () => {
      stop.abort();
      this.#finish();
    };
    let verdict: Verdict | undefined;
    try {
      verdict = (await this.#audio?.testMicrophone({ seconds: testSeconds, signal }))?.verdict;
    } catch (error) {
      verdict = isDialerError(error) ? error.code : 'microphone-failed';
    }
    // Another test may have begun since this one was stopped.
    if (signal.aborted) return;
    this.verdict = verdict;
    this.#finish();
  }

  #finish(): void {
    this.testing = undefined;
    this.#endTest = undefined;
  }
}
