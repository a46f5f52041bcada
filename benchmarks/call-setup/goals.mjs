const share = (values, part) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
};
const median = (values) => share(values, 0.5);
const p95 = (values) => share(values, 0.95);
const round = (value) => Math.round(value * 100) / 100;

/** @param op how the value relates to the goal when it is met */
function goal({ name, unit, value, op, goal: aim, peers }) {
  const met = op === '<=' ? value <= aim : value >= aim;
  const rounded = Object.fromEntries(Object.entries(peers).map(([peer, each]) => [peer, round(each)]));
  return { name, unit, value: round(value), op, goal: round(aim), met, peers: rounded };
}

const pick = (calls, what) => calls.map((each) => each[what]);

/** The goals of the bench, from samples of all contenders without and with a silent STUN server. */
export function goalsOf(plain, silent) {
  const invite = (samples, name) => median(pick(samples[name], 'clickToInvite'));
  const ours = invite(plain, 'ours');
  const peers = { jssip: invite(plain, 'jssip'), sipjs: invite(plain, 'sipjs') };
  const floor = median(plain.floor);
  const held = invite(silent, 'ours');
  const heldPeers = { jssip: invite(silent, 'jssip'), sipjs: invite(silent, 'sipjs') };
  const audio = (name) => p95(pick(plain[name], 'answerToAudio'));
  const audioPeers = { jssip: audio('jssip'), sipjs: audio('sipjs') };
  const times = 'times faster';
  const calls = (name) => silent[name].length;
  return [
    goal({
      name: `click to INVITE, times faster than the better peer (median of ${plain.ours.length} calls each)`,
      unit: times,
      value: Math.min(peers.jssip, peers.sipjs) / ours,
      op: '>=',
      goal: 3,
      peers: { jssip: peers.jssip / ours, sipjs: peers.sipjs / ours },
    }),
    goal({
      name: 'click to INVITE, as a multiple of the floor (median)',
      unit: 'times the floor',
      value: ours / floor,
      op: '<=',
      goal: 1.5,
      peers: { jssip: peers.jssip / floor, sipjs: peers.sipjs / floor },
    }),
    goal({
      name: `click to INVITE with a silent STUN server, times faster than SIP.js (median of ${calls('ours')} and ${calls('sipjs')} calls)`,
      unit: times,
      value: heldPeers.sipjs / held,
      op: '>=',
      goal: 8,
      peers: { sipjs: heldPeers.sipjs / held },
    }),
    goal({
      name: `click to INVITE with a silent STUN server, times faster than JsSIP (median of ${calls('ours')} and ${calls('jssip')} calls)`,
      unit: times,
      value: heldPeers.jssip / held,
      op: '>=',
      goal: 60,
      peers: { jssip: heldPeers.jssip / held },
    }),
    goal({
      name: 'answer to first audio (p95), no slower than the better peer',
      unit: 'ms',
      value: audio('ours'),
      op: '<=',
      goal: Math.min(audioPeers.jssip, audioPeers.sipjs),
      peers: audioPeers,
    }),
  ];
}
