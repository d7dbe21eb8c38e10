import { audienceCases } from '../../../../cases/audiences.cases.js';
import { embeddedPlace } from '../../../../support/audience-node.js';

audienceCases('libSQL', embeddedPlace);
