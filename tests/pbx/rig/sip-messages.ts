/** One message of a SIP trace, as the far end saw it. */
export interface SipMessage {
  readonly direction: 'sent' | 'received';
  /** `INVITE`, or `200 INVITE` for an answer. */
  readonly title: string;
  readonly text: string;
  readonly body: string;
}

/** Reads the file that sipp writes with `-trace_msg`. */
export function parseSippTrace(trace: string): readonly SipMessage[] {
  const parts = trace.split(/^-{10,} [\d-]+ .*$/m).slice(1);
  return parts.flatMap((part) => {
    const head = part.match(/^\s*\S+ message (sent|received) ?\[?.*$/im);
    if (!head?.[1]) return [];
    const text = part.slice((head.index ?? 0) + head[0].length).replace(/^\s+/, '');
    return [messageOf(head[1].toLowerCase() as SipMessage['direction'], text)];
  });
}

/** The dialogue in one line: `>` is what the far end received, `<` what it sent. */
export const summaryOf = (messages: readonly SipMessage[]): string =>
  messages.map(({ direction, title }) => `${direction === 'received' ? '>' : '<'}${title}`).join(' ');

function messageOf(direction: SipMessage['direction'], text: string): SipMessage {
  const firstLine = text.slice(0, text.search(/\r?\n|$/));
  const method = text.match(/^CSeq:\s*\d+\s+(\w+)/im)?.[1] ?? '';
  const status = firstLine.match(/^SIP\/2\.0 (\d+)/)?.[1];
  const bodyAt = text.search(/\r?\n\r?\n/);
  return {
    direction,
    text,
    title: status === undefined ? (firstLine.split(' ')[0] ?? '') : `${status} ${method}`,
    body: bodyAt < 0 ? '' : text.slice(bodyAt).trim(),
  };
}
