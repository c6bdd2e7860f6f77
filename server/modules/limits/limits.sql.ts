import type { Statement } from '../../platform/database.ts';

export const selectLimits = (): Statement => ({
  text: `select code, metric, value, window_minutes as "windowMinutes", daypart, basis, label, source,
                effective_from as "effectiveFrom", effective_to as "effectiveTo"
         from limits order by metric, effective_from, code`,
});
