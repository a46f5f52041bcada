/** The words of recording and of messages. They come with the first call that can be recorded, not with every page. */
const en = {
  pause: 'Pause recording',
  resume: 'Go on recording',
  stop: 'Stop recording',
  recording: 'Recording',
  paused: 'Recording paused',
  announcing: 'Announcing the recording',
  stopped: 'Recording stopped',
  refused: 'Not recorded: {name} did not agree',
  question: 'Has {name} agreed to be recorded?',
  agreed: 'Yes, record',
  notAgreed: 'No',
  leave: 'Leave message',
  message: 'Message',
  listening: 'Waiting for the beep, then “{message}” is played. Your microphone is off.',
  playing: '“{message}” is played. The call ends by itself.',
  playNow: 'Play now',
  takeBack: 'Take back',
};

export type RecordText = Readonly<Record<keyof typeof en, string>>;

const zh: RecordText = {
  pause: '暂停录音',
  resume: '继续录音',
  stop: '停止录音',
  recording: '正在录音',
  paused: '录音已暂停',
  announcing: '正在播放录音告知',
  stopped: '录音已停止',
  refused: '未录音：{name}不同意',
  question: '{name}是否同意录音？',
  agreed: '同意，开始录音',
  notAgreed: '不同意',
  leave: '留言',
  message: '留言内容',
  listening: '等待提示音，之后播放“{message}”。您的麦克风已关闭。',
  playing: '正在播放“{message}”，结束后自动挂断。',
  playNow: '立即播放',
  takeBack: '收回通话',
};

/** @param locale BCP 47; English for a language without these words */
export const recordTextOf = (locale: string): RecordText => (/^zh/i.test(locale) ? zh : en);
