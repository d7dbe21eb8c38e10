import { audiencePropertyCases } from '../../../../cases/audience-properties.cases.js';
import { embeddedPlace } from '../../../../support/audience-node.js';

audiencePropertyCases('libSQL', embeddedPlace);
