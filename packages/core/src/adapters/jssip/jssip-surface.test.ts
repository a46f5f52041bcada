import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadJsSip, sessionStatus } from './jssip-surface.js';
import { installFakeWebRtc } from './scripted/fake-webrtc.js';

const require = createRequire(import.meta.url);
const source = (file: string) => readFileSync(require.resolve(`jssip/lib/${file}`), 'utf8');

describe('the pinned JsSIP still has what the adapter reaches into', () => {
  it('is the version the adapter was written for', () => {
    expect(require('jssip/package.json').version).toBe('3.13.8');
  });

  it('has the private fields and methods of a session', async () => {
    installFakeWebRtc();
    const { RTCSession } = require('jssip') as { RTCSession: new (ua: unknown) => Record<string, unknown> };
    const session = new RTCSession({ configuration: { session_timers: false } });
    expect(session).toMatchObject({ _is_canceled: false, _localHold: false, _dialog: null });
    expect(session['_connectionPromiseQueue']).toBeInstanceOf(Promise);
    for (const method of [
      '_setLocalMediaStatus',
      '_toggleMuteAudio',
      '_acceptAndTerminate',
      '_receiveInviteResponse',
      'terminate',
      'refer',
    ]) {
      expect(session[method], method).toBeTypeOf('function');
    }
  });

  it('reads of a call that is to be replaced what the adapter hands over', () => {
    const text = source('RTCSession/ReferSubscriber.js');
    for (const field of ['_request.call_id', '_to_tag', '_from_tag'])
      expect(text).toContain(`options.replaces.${field}`);
  });

  it('numbers the states of a session as before', () => {
    const { C } = require('jssip').RTCSession as { C: Record<string, number> };
    expect(sessionStatus).toEqual({
      earlyAnswer: C['STATUS_1XX_RECEIVED'],
      canceled: C['STATUS_CANCELED'],
      terminated: C['STATUS_TERMINATED'],
      confirmed: C['STATUS_CONFIRMED'],
    });
  });

  it('has the user agent and its events', async () => {
    const { UA } = await loadJsSip();
    const methods = ['call', 'receiveRequest', 'registrator', 'set', 'on', 'off', 'removeAllListeners'];
    for (const name of methods) expect(Reflect.get(UA.prototype, name), name).toBeTypeOf('function');
    const text = source('UA.js') + source('Registrator.js');
    for (const event of [
      'connected',
      'disconnected',
      'registered',
      'unregistered',
      'registrationFailed',
      'newRTCSession',
      'newTransaction',
      'registrationExpiring',
    ]) {
      expect(text, event).toContain(`emit('${event}'`);
    }
    expect(text).toContain('this._sessions[session.id] = session');
    expect(text).toContain('this._transactions[transaction.type][transaction.id] = transaction');
    expect(source('Registrator.js')).toMatch(/onTransportClosed\(\) \{\s+this\._registering = false;/);
    expect(source('Transactions.js').match(/^ {4}onTransportError\(\) \{/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it('looks for candidates again for an offer that restarts ICE', () => {
    expect(source('RTCSession.js')).toContain('const iceRestart = constraints && constraints.iceRestart;');
    expect(source('RTCSession.js')).toContain('options.rtcOfferConstraints');
  });

  it('ends calls by itself for the reasons the adapter intercepts', () => {
    const text = source('RTCSession.js');
    for (const reason of ['Hold Failed', 'Unhold Failed', 'Media Renegotiation Failed']) {
      expect(text).toContain(`reason_phrase: '${reason}'`);
    }
    const { C } = require('jssip') as { C: { causes: Record<string, string> } };
    expect(C.causes).toMatchObject({
      CONNECTION_ERROR: 'Connection Error',
      REQUEST_TIMEOUT: 'Request Timeout',
      DIALOG_ERROR: 'Dialog Error',
      RTP_TIMEOUT: 'RTP Timeout',
      WEBRTC_ERROR: 'WebRTC Error',
      NO_ACK: 'No ACK',
    });
  });
});
