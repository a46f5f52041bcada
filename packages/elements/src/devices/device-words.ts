/** The words of the device settings. They come with the element, which most pages load late or never. */
const en = {
  microphone: 'Microphone',
  speaker: 'Speaker',
  ringer: 'Ringer',
  systemDefault: 'System default',
  unplugged: '{name} (unplugged)',
  noName: 'Device {count}',
  level: 'Microphone level',
  microphoneVolume: 'Microphone volume',
  speakerVolume: 'Speaker volume',
  ringerVolume: 'Ringer volume',
  silenceRing: 'Silent ring',
  test: 'Test',
  testMicrophone: 'Test microphone',
  testSpeaker: 'Test speaker',
  testRinger: 'Test ringer',
  stopTest: 'Stop',
  listening: 'Say something.',
  heard: 'The microphone works.',
  silent: 'Nothing was heard. Check the mute switch of the headset, or choose another microphone.',
  unknown: 'The browser did not let this page listen. Click on the page, then test again.',
  namesLater: 'Test the microphone to see the names of the devices.',
  noOutputs: 'This browser plays on the system’s default device.',
  playSound: 'Allow sound',
};

export type DeviceWords = Readonly<Record<keyof typeof en, string>>;

const zh: DeviceWords = {
  microphone: '麦克风',
  speaker: '扬声器',
  ringer: '响铃设备',
  systemDefault: '系统默认',
  unplugged: '{name}（已拔出）',
  noName: '设备 {count}',
  level: '麦克风音量',
  microphoneVolume: '麦克风增益',
  speakerVolume: '扬声器音量',
  ringerVolume: '响铃音量',
  silenceRing: '静音铃声',
  test: '测试',
  testMicrophone: '测试麦克风',
  testSpeaker: '测试扬声器',
  testRinger: '测试响铃',
  stopTest: '停止',
  listening: '请说话。',
  heard: '麦克风正常。',
  silent: '没有听到声音。请检查耳麦的静音开关，或选择其他麦克风。',
  unknown: '浏览器不允许本页面收听。请点击页面后重新测试。',
  namesLater: '测试麦克风后即可看到设备名称。',
  noOutputs: '此浏览器只能使用系统默认设备播放。',
  playSound: '允许声音',
};

/** @param locale BCP 47; English for a language that is not spoken here */
export const deviceWords = (locale: string): DeviceWords => (/^zh/i.test(locale) ? zh : en);
