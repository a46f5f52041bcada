import { CrmError } from '@dialdeck/core/crm';

/**
 * The text of an answer, and no more of it than allowed: whoever answers without end is cut off.
 *
 * @throws CrmError `refused` when it is longer than `most` bytes
 */
export async function readBounded(response: Response, most: number): Promise<string> {
  const tooLong = () => new CrmError('refused', `The CRM answered with more than ${most} bytes.`);
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw tooLong();
  }
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw tooLong();
    }
    text += decoder.decode(value, { stream: true });
  }
}
