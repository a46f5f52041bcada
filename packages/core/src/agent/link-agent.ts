import type { Agent } from './agent.js';
import type { AgentDesk, AgentDeskOptions } from './agent-desk.js';
import type { AgentState } from './agent-state.js';

/** The agent of a dialer, loaded right after it: until then offline, as every phone is then. */
export function linkAgent(options: AgentDeskOptions): AgentDesk {
  const offline: AgentState = Object.freeze({ status: 'offline', since: options.clock.now() });
  let desk: AgentDesk | undefined;
  const loading = import('./agent-desk.js').then(({ createAgentDesk }) => {
    desk = createAgentDesk(options);
    options.onChange();
    return desk;
  });
  // A page that cannot load it calls all the same; whoever asks for a pause is told.
  loading.catch(() => {});
  const agent: Agent = {
    setReady: () => void loading.then((each) => each.agent.setReady()).catch(() => {}),
    pause: async (code) => (await loading).agent.pause(code),
  };
  return {
    agent,
    current: () => desk?.current() ?? offline,
    factOf: (before, after) => desk?.factOf(before, after),
    dispose: () => desk?.dispose(),
  };
}
