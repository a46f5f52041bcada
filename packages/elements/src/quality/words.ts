/** The words for how a call sounds. Loaded with the first call that is measured. */
const en = {
  title: 'Call quality',
  good: 'Good',
  fair: 'Fair',
  poor: 'Poor',
  delay: 'Delay',
  jitter: 'Jitter',
  loss: 'Loss',
  score: 'Score',
  estimate: 'Estimated, of 5',
  allWell: 'Nothing to do.',
  cureDelay: 'Leave the VPN, or use a network closer to the phone server.',
  cureJitter: 'Move closer to the router, or use a cable.',
  cureLoss: 'Close downloads and video on this network, or use a cable.',
};

export type QualityWords = Readonly<typeof en>;

const zh: QualityWords = {
  title: '通话质量',
  good: '良好',
  fair: '一般',
  poor: '较差',
  delay: '时延',
  jitter: '抖动',
  loss: '丢失',
  score: '评分',
  estimate: '估计值，满分 5',
  allWell: '无需处理。',
  cureDelay: '请断开 VPN，或使用离电话服务器更近的网络。',
  cureJitter: '请靠近路由器，或改用网线。',
  cureLoss: '请关闭此网络上的下载和视频，或改用网线。',
};

export const qualityWords = (locale: string): QualityWords => (/^zh/i.test(locale) ? zh : en);
