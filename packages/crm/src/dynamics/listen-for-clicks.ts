import * as z from 'zod/mini';
import type { CIFramework } from './ci-framework.js';

const clickSchema = z.object({
  value: z.string().check(z.minLength(1), z.maxLength(500)),
  entityLogicalName: z.optional(z.nullable(z.string())),
  entityId: z.optional(z.nullable(z.string())),
});

/** A number somebody clicked in Dynamics. */
export interface DynamicsClick {
  readonly number: string;
  /** When the number stands on a contact. */
  readonly customerId?: string | undefined;
}

/** Calls what is clicked in Dynamics, for `dialer.call`. What is no number of text is not called. @returns ends it */
export async function listenForClicks(
  framework: CIFramework,
  onClick: (click: DynamicsClick) => void,
): Promise<() => Promise<void>> {
  const hear = async (event: string): Promise<void> => {
    const click = clickSchema.safeParse(parsed(event));
    if (!click.success) return;
    const { value: number, entityLogicalName, entityId } = click.data;
    onClick({ number, ...(entityLogicalName === 'contact' && entityId ? { customerId: entityId } : {}) });
  };
  await framework.setClickToAct(true);
  await framework.addHandler('onclicktoact', hear);
  return async () => {
    await framework.removeHandler('onclicktoact', hear);
    await framework.setClickToAct(false);
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
