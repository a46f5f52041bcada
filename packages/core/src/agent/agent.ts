/** The agent's own switch. What the agent does is `dialer.state.snapshot.agentState`. */
export interface Agent {
  /** Wants calls again; takes back a pause that has not begun. */
  setReady(): void;
  /**
   * Pauses; during a call, a preview or a wrap-up the pause begins afterwards. Resolves when it is set, which for a
   * code that needs approval is after that.
   * @param code id of one of the pause codes
   * @throws DialerError `pause-code-unknown`, `pause-refused`
   */
  pause(code: string): Promise<void>;
}
