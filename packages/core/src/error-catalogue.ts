/**
 * Every error and warning by its code: what it means, why it happens, what to do. The only list:
 * the type of `DialerError.code`, `docs/reference/errors.md` and the texts of the elements come from here.
 * Codes are frozen: one that was released is never renamed and never changes its meaning.
 */

export interface CatalogueText {
  readonly meaning: string;
  readonly cause: string;
  readonly cure: string;
}

export interface CatalogueEntry {
  /** A warning is raised and cleared in pairs; an error is thrown or ends something. */
  readonly kind: 'error' | 'warning';
  /** Trying again without a change cannot help. */
  readonly fatal: boolean;
  readonly en: CatalogueText;
  readonly zh: CatalogueText;
}

// biome-ignore format: a table reads best with one language per line
export const errorCatalogue = {
  'config-invalid': { kind: 'error', fatal: true,
    en: { meaning: 'An option has a wrong value.', cause: 'The integration passes a value that the rule named in the message forbids.', cure: 'Correct the field named in the message.' },
    zh: { meaning: '某个选项的值不正确。', cause: '集成代码传入了消息中所述规则不允许的值。', cure: '请修改消息中指出的字段。' } },
  'disposed': { kind: 'error', fatal: true,
    en: { meaning: 'This dialer was shut down.', cause: 'A method was called after dispose().', cure: 'Create a new dialer.' },
    zh: { meaning: '该拨号器已关闭。', cause: '在 dispose() 之后调用了方法。', cure: '请创建新的拨号器。' } },
  'aborted': { kind: 'error', fatal: false,
    en: { meaning: 'The operation was cancelled.', cause: 'The AbortSignal given to it was aborted.', cure: 'Nothing to do; try again when wanted.' },
    zh: { meaning: '操作已取消。', cause: '传入的 AbortSignal 已中止。', cure: '无需处理，需要时可重试。' } },
  'internal-error': { kind: 'error', fatal: false,
    en: { meaning: 'Something unexpected failed inside the dialer.', cause: 'A defect, or a browser that behaves in a way we have not met.', cure: 'Try again; report it with the cause attached to the error.' },
    zh: { meaning: '拨号器内部发生意外错误。', cause: '程序缺陷，或浏览器的行为超出预期。', cure: '请重试，并附上错误原因进行反馈。' } },
  'not-connected': { kind: 'error', fatal: false,
    en: { meaning: 'The phone is not connected.', cause: 'A call was started before connect() or while the connection is down.', cure: 'Wait until the connection is back, then call again.' },
    zh: { meaning: '电话尚未连接。', cause: '在 connect() 之前或连接中断时发起了呼叫。', cure: '请等连接恢复后再拨。' } },
  'credentials-failed': { kind: 'error', fatal: true,
    en: { meaning: 'The sign-in data could not be obtained.', cause: 'The credentials() function of the integration failed or returned nothing usable.', cure: 'Check the function and the service it asks.' },
    zh: { meaning: '无法取得登录信息。', cause: '集成代码的 credentials() 函数失败，或返回的内容不可用。', cure: '请检查该函数及其访问的服务。' } },
  'registration-rejected': { kind: 'error', fatal: true,
    en: { meaning: 'The phone server refused the sign-in.', cause: 'Wrong user or password, or the account may not register.', cure: 'Check user and password, then connect again.' },
    zh: { meaning: '电话服务器拒绝登录。', cause: '用户名或密码错误，或该账号不允许注册。', cure: '请检查用户名和密码后重新连接。' } },
  'registration-failed': { kind: 'error', fatal: true,
    en: { meaning: 'The phone server could not register this phone.', cause: 'The server answered with an error that is not about the password; the SIP code is in the message.', cure: 'Try again; if it stays, ask whoever runs the phone server.' },
    zh: { meaning: '电话服务器未能注册本机。', cause: '服务器返回了与密码无关的错误，SIP 代码见消息。', cure: '请重试；若仍失败，请联系电话服务器管理员。' } },
  'registration-timeout': { kind: 'error', fatal: true,
    en: { meaning: 'The phone server did not answer the sign-in.', cause: 'The server accepts connections but does not answer SIP requests.', cure: 'Check that the address is a SIP over WebSocket service.' },
    zh: { meaning: '电话服务器未响应登录请求。', cause: '服务器接受连接，但不响应 SIP 请求。', cure: '请确认该地址提供 SIP over WebSocket 服务。' } },
  'server-unreachable': { kind: 'error', fatal: true,
    en: { meaning: 'The phone server cannot be reached.', cause: 'Wrong address, a server that is down, a blocked network, or a page policy (CSP connect-src) that forbids it.', cure: 'Check network and address, then connect again.' },
    zh: { meaning: '无法连接电话服务器。', cause: '地址错误、服务器停机、网络受限，或页面策略（CSP connect-src）禁止连接。', cure: '请检查网络和地址后重新连接。' } },
  'connection-lost': { kind: 'error', fatal: false,
    en: { meaning: 'The connection to the phone server was lost.', cause: 'The network changed or the server closed the connection.', cure: 'Nothing to do: the dialer reconnects by itself.' },
    zh: { meaning: '与电话服务器的连接中断。', cause: '网络发生变化，或服务器关闭了连接。', cure: '无需操作，拨号器会自动重连。' } },
  'number-invalid': { kind: 'error', fatal: false,
    en: { meaning: 'This number cannot be dialed.', cause: 'It holds no digits, or characters that no telephone number has.', cure: 'Correct the number.' },
    zh: { meaning: '该号码无法拨打。', cause: '号码中没有数字，或含有电话号码不允许的字符。', cure: '请修改号码。' } },
  'header-invalid': { kind: 'error', fatal: false,
    en: { meaning: 'A SIP header is not allowed.', cause: 'A name or value holds a line break or a character that RFC 3261 forbids.', cure: 'Remove it from the header named in the message.' },
    zh: { meaning: 'SIP 头字段不合法。', cause: '名称或值中含有换行，或 RFC 3261 禁止的字符。', cure: '请从消息指出的头字段中去除。' } },
  'too-many-calls': { kind: 'error', fatal: false,
    en: { meaning: 'No free line.', cause: 'As many calls are up as maxCalls allows.', cure: 'End or transfer a call first.' },
    zh: { meaning: '没有空闲线路。', cause: '通话数已达到 maxCalls 的上限。', cure: '请先结束或转接一个通话。' } },
  'call-not-active': { kind: 'error', fatal: false,
    en: { meaning: 'This call is not being talked on.', cause: 'The action needs an answered call; it is still ringing or has ended.', cure: 'Wait for the answer.' },
    zh: { meaning: '该通话未处于接通状态。', cause: '该操作需要已接通的通话，当前仍在振铃或已结束。', cure: '请等待对方接听。' } },
  'call-not-incoming': { kind: 'error', fatal: false,
    en: { meaning: 'This call is not ringing here.', cause: 'Only an incoming call that still rings can be answered or rejected.', cure: 'Check the call\'s status first.' },
    zh: { meaning: '该通话没有在此振铃。', cause: '只有正在振铃的来电才能接听或拒绝。', cure: '请先检查通话状态。' } },
  'call-rejected': { kind: 'error', fatal: false,
    en: { meaning: 'The call was refused by the network.', cause: 'A SIP answer that is no ordinary outcome; code and phrase are in the message.', cure: 'Check the number; ask whoever runs the phone server.' },
    zh: { meaning: '网络拒绝了该呼叫。', cause: 'SIP 应答不属于常见结果，代码见消息。', cure: '请检查号码，或联系电话服务器管理员。' } },
  'call-timeout': { kind: 'error', fatal: false,
    en: { meaning: 'The phone server did not answer the call request.', cause: 'No SIP answer came within 32 seconds (RFC 3261 timer B).', cure: 'Try again; check the network.' },
    zh: { meaning: '电话服务器未响应呼叫请求。', cause: '32 秒内没有 SIP 应答（RFC 3261 定时器 B）。', cure: '请重试并检查网络。' } },
  'call-unauthorized': { kind: 'error', fatal: false,
    en: { meaning: 'The phone server refused this caller.', cause: 'The sign-in data were not accepted for a call.', cure: 'Check the account\'s right to make calls.' },
    zh: { meaning: '电话服务器拒绝此主叫。', cause: '呼叫时登录信息未被接受。', cure: '请检查账号的呼叫权限。' } },
  'server-error': { kind: 'error', fatal: false,
    en: { meaning: 'The phone server failed to place the call.', cause: 'The server or the carrier answered with a 5xx code.', cure: 'Try again in a moment.' },
    zh: { meaning: '电话服务器未能接续呼叫。', cause: '服务器或运营商返回了 5xx 代码。', cure: '请稍后重试。' } },
  'microphone-denied': { kind: 'error', fatal: false,
    en: { meaning: 'Microphone is blocked.', cause: 'The browser or the page does not allow the microphone; in an iframe allow="microphone" may be missing.', cure: 'Set Microphone to Allow beside the address, then test again.' },
    zh: { meaning: '麦克风被禁用。', cause: '浏览器或页面不允许使用麦克风；在 iframe 中可能缺少 allow="microphone"。', cure: '请在地址栏旁将麦克风设为“允许”，然后重新测试。' } },
  'microphone-missing': { kind: 'error', fatal: false,
    en: { meaning: 'No microphone was found.', cause: 'None is plugged in, or the system hides it.', cure: 'Plug in a headset, then test again.' },
    zh: { meaning: '未找到麦克风。', cause: '没有接入麦克风，或被系统隐藏。', cure: '请接上耳麦，然后重新测试。' } },
  'microphone-busy': { kind: 'error', fatal: false,
    en: { meaning: 'The microphone is in use.', cause: 'Another program holds it, or the system could not start it.', cure: 'Close the other program or replug the headset, then test again.' },
    zh: { meaning: '麦克风正被占用。', cause: '其他程序正在使用，或系统无法启动它。', cure: '请关闭其他程序或重新插拔耳麦，然后重新测试。' } },
  'microphone-failed': { kind: 'error', fatal: false,
    en: { meaning: 'The microphone could not be opened.', cause: 'The browser gave an unusual reason; it is the cause of the error.', cure: 'Test again; try another microphone.' },
    zh: { meaning: '无法打开麦克风。', cause: '浏览器给出了少见的原因，见错误的 cause。', cure: '请重新测试，或换用其他麦克风。' } },
  'webrtc-unsupported': { kind: 'error', fatal: true,
    en: { meaning: 'This browser cannot make calls.', cause: 'WebRTC is missing or switched off, often by an extension.', cure: 'Use a current browser and switch off extensions that block WebRTC.' },
    zh: { meaning: '此浏览器无法通话。', cause: '缺少 WebRTC 或已被关闭，常由浏览器扩展造成。', cure: '请使用新版浏览器，并停用屏蔽 WebRTC 的扩展。' } },
  'media-failed': { kind: 'error', fatal: false,
    en: { meaning: 'The audio connection failed.', cause: 'No network path for audio was found, or it broke for good.', cure: 'Try again; ask for a TURN server when a firewall blocks UDP.' },
    zh: { meaning: '语音连接失败。', cause: '没有找到语音的网络通路，或通路已彻底中断。', cure: '请重试；若防火墙阻断 UDP，请配置 TURN 服务器。' } },
  'media-incompatible': { kind: 'error', fatal: false,
    en: { meaning: 'Both sides found no common audio format.', cause: 'The far end cannot do WebRTC audio, or its description was broken (SIP 488, 606).', cure: 'Ask whoever runs the phone server to enable WebRTC media.' },
    zh: { meaning: '双方没有共同的语音格式。', cause: '对方不支持 WebRTC 语音，或其描述有误（SIP 488、606）。', cure: '请联系电话服务器管理员启用 WebRTC 媒体。' } },
  'hold-rejected': { kind: 'error', fatal: false,
    en: { meaning: 'The far end did not accept hold.', cause: 'It refused or did not answer the change; the call goes on as before.', cure: 'Mute instead, or try again.' },
    zh: { meaning: '对方未接受保持。', cause: '对方拒绝或未响应该变更，通话照常继续。', cure: '可改用静音，或重试。' } },
  'tones-invalid': { kind: 'error', fatal: false,
    en: { meaning: 'These tones cannot be sent.', cause: 'Only 0-9, *, #, A-D and a comma for a pause are tones.', cure: 'Remove the other characters.' },
    zh: { meaning: '无法发送这些按键音。', cause: '只支持 0-9、*、#、A-D，以及表示停顿的逗号。', cure: '请去除其他字符。' } },
  'tones-unavailable': { kind: 'error', fatal: false,
    en: { meaning: 'The far end does not take tones.', cause: 'telephone-event (RFC 4733) was not agreed on for this call.', cure: 'Enable telephone-event on the phone server.' },
    zh: { meaning: '对方不接收按键音。', cause: '该通话未协商 telephone-event（RFC 4733）。', cure: '请在电话服务器上启用 telephone-event。' } },
  'storage-full': { kind: 'error', fatal: false,
    en: { meaning: 'The disk quota of this page is used up.', cause: 'The browser refused to store more.', cure: 'Free space for this site; until then records stay in memory and are tried again.' },
    zh: { meaning: '本页面的存储空间已满。', cause: '浏览器拒绝继续写入。', cure: '请为本站释放空间；在此之前记录保留在内存中并会重试。' } },
  'storage-blocked': { kind: 'error', fatal: false,
    en: { meaning: 'The storage is held by an older tab.', cause: 'Another tab keeps an older version of the database open.', cure: 'Close or reload the other tabs of this page.' },
    zh: { meaning: '存储被旧的标签页占用。', cause: '另一个标签页打开着旧版数据库。', cure: '请关闭或刷新本页面的其他标签页。' } },
  'storage-unavailable': { kind: 'error', fatal: true,
    en: { meaning: 'This browser gives no lasting storage.', cause: 'Private mode, a blocked third-party frame, or no IndexedDB.', cure: 'Allow site data for this page, or use memory storage knowingly.' },
    zh: { meaning: '此浏览器不提供持久存储。', cause: '隐私模式、第三方框架被限制，或没有 IndexedDB。', cure: '请允许本页面保存数据，或明确选择内存存储。' } },
  'storage-failed': { kind: 'error', fatal: false,
    en: { meaning: 'Reading or writing the storage failed.', cause: 'The browser reported a storage fault; it is the cause of the error.', cure: 'Try again; reload the page when it stays.' },
    zh: { meaning: '读写存储失败。', cause: '浏览器报告存储故障，见错误的 cause。', cure: '请重试；若仍失败请刷新页面。' } },
  'query-invalid': { kind: 'error', fatal: false,
    en: { meaning: 'The search has a wrong value.', cause: 'A field of the query breaks the rule named in the message.', cure: 'Correct the field named in the message.' },
    zh: { meaning: '查询条件有误。', cause: '查询中的字段不符合消息所述规则。', cure: '请修改消息中指出的字段。' } },
  'record-not-found': { kind: 'error', fatal: false,
    en: { meaning: 'No such record.', cause: 'The id is not in the storage.', cure: 'Search for the record first.' },
    zh: { meaning: '没有这条记录。', cause: '存储中没有该 id。', cure: '请先查询该记录。' } },
  'disposition-unknown': { kind: 'error', fatal: false,
    en: { meaning: 'This result is not offered.', cause: 'The id is not one of the dialer\'s dispositions.', cure: 'Choose one of the ids named in the message.' },
    zh: { meaning: '没有这个结果选项。', cause: '该 id 不在拨号器的结果选项中。', cure: '请从消息列出的 id 中选择。' } },
  'wrap-up-not-open': { kind: 'error', fatal: false,
    en: { meaning: 'No call waits for a result.', cause: 'It was completed already, or no call has ended yet.', cure: 'Check the dialer\'s wrapUp state first.' },
    zh: { meaning: '没有等待填写结果的通话。', cause: '已经完成，或还没有通话结束。', cure: '请先检查拨号器的 wrapUp 状态。' } },
  'sandbox-invalid': { kind: 'error', fatal: true,
    en: { meaning: 'The sandbox was set up wrongly.', cause: 'A person or an option of the sandbox breaks the rule named in the message.', cure: 'Correct the field named in the message.' },
    zh: { meaning: '沙箱设置有误。', cause: '沙箱的人物或选项不符合消息所述规则。', cure: '请修改消息中指出的字段。' } },
  'record-unsaved': { kind: 'warning', fatal: false,
    en: { meaning: 'A call record is not stored yet.', cause: 'The storage refused it; it is kept in memory and tried again.', cure: 'Keep this page open; free space for this site.' },
    zh: { meaning: '有通话记录尚未保存。', cause: '存储拒绝写入；记录保留在内存中并会重试。', cure: '请保持页面打开，并为本站释放空间。' } },
  'customer-lookup-failed': { kind: 'warning', fatal: false,
    en: { meaning: 'The customer could not be looked up.', cause: 'The CRM did not answer or answered with something unusable.', cure: 'The call goes on; open the customer by hand.' },
    zh: { meaning: '无法查询客户。', cause: 'CRM 未响应，或返回内容不可用。', cure: '通话不受影响，请手动打开客户。' } },
} as const satisfies Record<string, CatalogueEntry>;

type Catalogue = typeof errorCatalogue;
type CodeOf<Kind extends CatalogueEntry['kind']> = {
  [Code in keyof Catalogue]: Catalogue[Code]['kind'] extends Kind ? Code : never;
}[keyof Catalogue];

/** Everything that can go wrong, by name. */
export type DialerErrorCode = CodeOf<'error'>;
/** Everything that can be wrong for a while. */
export type DialerWarningCode = CodeOf<'warning'>;
