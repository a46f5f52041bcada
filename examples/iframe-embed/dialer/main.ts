import '@dialdeck/elements/define/all.js';
import { createDialer } from '@dialdeck/core';
import { connectBridge } from '@dialdeck/crm/bridge';
import { createSandbox } from '@dialdeck/sandbox';

const config: unknown = await (await fetch('config.json')).json();
const { allowedOrigins } = Object(config) as { readonly allowedOrigins: readonly string[] };

const bridge = connectBridge({ allowedOrigins });
const dialer = createDialer({
  // The people inside the page. For a real server: createSipPhone of @dialdeck/core/jssip.
  phone: createSandbox().phone({ microphone: 'synthetic' }),
  crm: await bridge.crm,
});
const provider = document.querySelector('dial-provider');
if (provider) provider.dialer = dialer;
bridge.expose(dialer);
await dialer.connect();
