import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inspectMessage } from './inspect-message.js';

const odd = /"(__proto__|constructor|prototype)":/;

it('lets plain data through, unless a key is odd or it is too deep, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const code = inspectMessage(value);
      expect(code).toBe(odd.test(JSON.stringify(value)) ? 'bridge-message-polluting' : undefined);
    }),
  );
});

it('names a fault for whatever else there is, and never throws', () => {
  const anything = fc.anything({
    withMap: true,
    withSet: true,
    withDate: true,
    withTypedArray: true,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect([undefined, 'bridge-message-invalid', 'bridge-message-too-large', 'bridge-message-polluting']).toContain(
        inspectMessage(value),
      );
    }),
  );
});
