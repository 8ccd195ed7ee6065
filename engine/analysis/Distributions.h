// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::analysis {

/// The regularised incomplete beta function I_x(a, b), a and b greater than 0, by its continued fraction (Press et al. 2007,
/// Numerical Recipes, section 6.4); relative accuracy about 1e-12, also of very small values. NaN outside 0 <= x <= 1.
[[nodiscard]] double incompleteBeta(double a, double b, double x);

/// Tails of distributions, for p values. NaN of NaN.
[[nodiscard]] double fSurvival(double f, double degrees1, double degrees2);  ///< P(F > f)
[[nodiscard]] double tTwoSided(double t, double degrees);                    ///< P(|T| > |t|)
[[nodiscard]] double tUpper(double t, double degrees);                       ///< P(T > t)
/// The t above 0 that Student's t exceeds in size with probability alpha, 0 < alpha < 1; NaN otherwise.
[[nodiscard]] double tCritical(double alpha, double degrees);
[[nodiscard]] double normalTwoSided(double z);       ///< P(|Z| > |z|)
[[nodiscard]] double chiSquared1Survival(double x);  ///< of one degree of freedom
/// Two-sided binomial test of `successes` in `trials` at one half: twice the smaller tail, at most 1.
[[nodiscard]] double binomialHalfTwoSided(unsigned long successes, unsigned long trials);

}  // namespace prososcope::analysis
