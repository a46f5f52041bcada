// The policies of the tables, by name: each makes a fresh pacer.
import {
  createAdaptiveLevelPacer,
  createFixedRatioPacer,
  createProgressivePacer,
  createRiskPacer,
} from '../../packages/core/src/simulator/index.ts';

/** Small teams are let in here, so that the tables show what the engine does with them; as shipped it needs four. */
const ours = (setPoint) => () => createRiskPacer({ setPoint, minAgents: 1 });

export const policies = {
  progressive: createProgressivePacer,
  'risk 2.5 %': ours(0.025),
  'risk 1 %': ours(0.01),
  'adaptive level 3': createAdaptiveLevelPacer,
  'fixed 2 lines': () => createFixedRatioPacer(2),
  'fixed 3 lines': () => createFixedRatioPacer(3),
};
