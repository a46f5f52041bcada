import { byId } from './element.js';

/**
 * Asks for the password of a SIP account. It is kept by the caller only: no storage, no address, no attribute.
 * @param who shown above the field, such as `1001 at pbx.example`
 */
export function askPassword(who: string): Promise<string> {
  const dialog = byId<HTMLDialogElement>('sign-in');
  const field = byId<HTMLInputElement>('password');
  byId<HTMLInputElement>('user').value = who;
  return new Promise((resolve) => {
    // Without a password there is nothing to do but choose the sandbox, which is a link in the form.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    byId('sign-in-form').addEventListener('submit', () => {
      const password = field.value;
      field.value = '';
      resolve(password);
    });
    dialog.showModal();
  });
}
