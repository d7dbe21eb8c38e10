import { MOST_POINTS, totalPoints, type ComputeFactor } from '../../../schema/compute/points.js';
import type { ComputeOption, ComputeRefusal, ComputeRule } from '../../../schema/compute/rank-options.js';
import { reasonText } from '../../../schema/compute/reason-words.js';
import { ruleText } from '../../../schema/compute/rule-words.js';
import { textIn } from '../../../schema/formats/linked.js';
import type { Lang } from '../../../schema/generated/common.js';
import type { ComputeContext } from '../context.js';
import type { Facility } from '../facility.js';
import { readMax, readNeed, readUse, type NeedArgs } from '../need.js';
import { datasetOptions, type DatasetOptions } from '../options.js';

interface Key {
  readonly id: string;
}

interface OptionsArgs {
  readonly need?: NeedArgs | null;
  readonly max?: number | null;
}

interface LangArgs {
  readonly lang: Lang;
}

/** Options, and how many of them are told. */
interface ToldOptions extends DatasetOptions {
  readonly max: number;
}

interface Reason {
  readonly factor: ComputeFactor;
  readonly option: ComputeOption<Facility>;
}

type Judged = ComputeOption<Facility> | ComputeRefusal<Facility>;

const ofFacility = {
  id: ({ facility }: Judged) => facility.id,
  title: ({ facility }: Judged, { lang }: LangArgs) => textIn(facility.titles, lang === 'EN' ? 'en' : 'zh')?.text,
  facility: ({ facility }: Judged): Key => ({ id: facility.id }),
};
const ruleWords = ({ rule }: { readonly rule: ComputeRule }, { lang }: LangArgs): string => ruleText(rule, lang);

export const computeResolvers = {
  Dataset: {
    __resolveReference: ({ id }: Key): Key => ({ id }),
    computeOptions: async ({ id }: Key, args: OptionsArgs, context: ComputeContext): Promise<ToldOptions | null> => {
      const asked = args.need ?? {};
      const [use, need, max] = [readUse(asked, context.now), readNeed(asked), readMax(args.max)];
      const [dataset, facilities] = await Promise.all([context.dataset.load(id), context.facilities(asked.hubs)]);
      return dataset && { ...datasetOptions({ dataset, facilities, viewer: context.viewer, use, need }), max };
    },
  },
  ComputeOptions: {
    optionCount: ({ options }: ToldOptions) => options.length,
    refusalCount: ({ refusals }: ToldOptions) => refusals.length,
    options: ({ options, max }: ToldOptions) => options.slice(0, max),
    refusals: ({ refusals, max }: ToldOptions) => refusals.slice(0, max),
  },
  ComputeOption: {
    ...ofFacility,
    hub: ({ facility }: ComputeOption<Facility>) => facility.hub,
    cluster: ({ facility }: ComputeOption<Facility>) => facility.cluster,
    region: ({ facility }: ComputeOption<Facility>) => facility.region || null,
    conditions: ({ conditions }: ComputeOption<Facility>) => conditions.map((rule) => ({ rule })),
    points: ({ points }: ComputeOption<Facility>) => totalPoints(points),
    reasons: (option: ComputeOption<Facility>): readonly Reason[] => (Object.keys(MOST_POINTS) as ComputeFactor[]).map((factor) => ({ factor, option })),
    facilityVersion: ({ facility }: ComputeOption<Facility>) => facility.version,
    asOf: ({ facility }: ComputeOption<Facility>) => facility.asOf,
  },
  ComputeReason: {
    points: ({ factor, option }: Reason) => option.points[factor],
    max: ({ factor }: Reason) => MOST_POINTS[factor],
    text: ({ factor, option }: Reason, { lang }: LangArgs) => reasonText(factor, option, lang),
  },
  ComputeCondition: { text: ruleWords },
  ComputeRefusal: { ...ofFacility, text: ruleWords },
};
