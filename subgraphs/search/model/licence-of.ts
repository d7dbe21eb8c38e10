import { spdxLicence } from '../../../schema/licences/spdx-licence.js';
import { remembered } from '../text/remembered.js';

/** One word for one licence, however its owners write it: its SPDX id. What SPDX does not have stays as it is. */
export const licenceOf = remembered((told) => spdxLicence(told) ?? told);
