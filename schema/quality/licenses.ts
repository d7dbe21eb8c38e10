/** SPDX identifiers of licences that data are published under. */
const SPDX = new Set(
  'CC0-1.0 ODbL-1.0 ODC-By-1.0 PDDL-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 C-UDA-1.0 O-UDA-1.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OGL-Canada-2.0 etalab-2.0 DL-DE-BY-2.0 DL-DE-ZERO-2.0 NLOD-1.0 NLOD-2.0 OGDL-Taiwan-1.0 MIT Apache-2.0 BSD-2-Clause BSD-3-Clause MulanPSL-1.0 MulanPSL-2.0 GFDL-1.3 Unlicense'.split(' '),
);
const CREATIVE_COMMONS = /^CC-BY(?:-NC)?(?:-SA|-ND)?-[1-4]\.\d(?:-[A-Z]{2,3})?$/;
/** Addresses under which the keepers of these licences publish them. */
const ADDRESS = /^https?:\/\/(?:www\.)?(?:creativecommons\.org\/(?:licenses|publicdomain)\/|opendatacommons\.org\/licenses\/|spdx\.org\/licenses\/|opensource\.org\/licenses?\/|data\.gov\.tw\/license|publications\.europa\.eu\/resource\/authority\/licence\/)/i;

/** Whether a licence is named by an SPDX identifier or by the address that its keeper publishes it under. */
export const isKnownLicense = (license: string | undefined): boolean => !!license && (SPDX.has(license) || CREATIVE_COMMONS.test(license) || ADDRESS.test(license));
