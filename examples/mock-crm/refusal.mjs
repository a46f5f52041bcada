/** A request that is answered with a status and a reason (RFC 9457). */
export class Refusal extends Error {
  constructor(status, detail, headers = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}
