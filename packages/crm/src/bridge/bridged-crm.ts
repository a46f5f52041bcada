import { DialerError } from '@dialdeck/core';
import { crmAnswerSchemas as answers, type CrmAdapter, type CrmCapability } from '@dialdeck/core/crm';
import type * as z from 'zod/mini';
import type { BridgePort } from './bridge-port.js';

/** The CRM of the host page, as far as it has methods. @param current the connection at the moment */
export function createBridgedCrm(methods: readonly CrmCapability[], current: () => BridgePort): CrmAdapter {
  const asking =
    <T>(method: CrmCapability, answer: z.ZodMiniType<T>) =>
    async (params: readonly unknown[], signal?: AbortSignal): Promise<T> => {
      const read = answer.safeParse(await current().request(`crm.${method}`, params, signal));
      if (read.success) return read.data;
      throw new DialerError('crm-answer-invalid', `The host answered ${method} with a wrong value.`);
    };
  const ask = {
    matchCustomers: asking('matchCustomers', answers.matchCustomers),
    searchCustomers: asking('searchCustomers', answers.searchCustomers),
    listCustomers: asking('listCustomers', answers.listCustomers),
    getCustomer: asking('getCustomer', answers.getCustomer),
    createCustomer: asking('createCustomer', answers.createCustomer),
    updateCustomer: asking('updateCustomer', answers.updateCustomer),
    checkDial: asking('checkDial', answers.checkDial),
    openRecord: asking('openRecord', answers.openRecord),
    upsertCall: asking('upsertCall', answers.upsertCall),
    uploadRecording: asking('uploadRecording', answers.uploadRecording),
    timeline: asking('timeline', answers.timeline),
    listDispositions: asking('listDispositions', answers.listDispositions),
  };

  const all: Required<CrmAdapter> = {
    matchCustomers: (numbers, signal) => ask.matchCustomers([numbers], signal),
    searchCustomers: (text, signal) => ask.searchCustomers([text], signal),
    listCustomers: (page, signal) => ask.listCustomers([page], signal),
    getCustomer: (id, signal) => ask.getCustomer([id], signal),
    createCustomer: (customer, { signal, ...write }) => ask.createCustomer([customer, write], signal),
    updateCustomer: (id, changes, { signal, ...write }) => ask.updateCustomer([id, changes, write], signal),
    checkDial: (request, signal) => ask.checkDial([request], signal),
    openRecord: (ref, reason) => ask.openRecord([ref, reason]),
    upsertCall: (log, { signal, ...delivery }) => ask.upsertCall([log, delivery], signal),
    uploadRecording: (recording, { signal, ...write }) => ask.uploadRecording([recording, write], signal),
    timeline: (customerId, page, signal) => ask.timeline([customerId, page], signal),
    listDispositions: (signal) => ask.listDispositions([], signal),
  };
  return Object.freeze(Object.fromEntries(methods.map((method) => [method, all[method]])));
}
