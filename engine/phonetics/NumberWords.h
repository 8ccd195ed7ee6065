// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prososcope::phonetics {

/// Languages whose numbers are put into words here; espeak-ng does so for the others.
enum class NumberLanguage { English, German, Polish };
/// By ISO 639 code, with or without a region.
[[nodiscard]] std::optional<NumberLanguage> numberLanguageOf(std::string_view language);

inline constexpr std::uint32_t kLargestNumber = 999'999'999;

/// A number in words with spaces between: "twenty one", "einundzwanzig", "dwadzieścia jeden". English without
/// "and", as in America. At most `kLargestNumber`.
[[nodiscard]] std::string cardinal(std::uint32_t number, NumberLanguage language);

/// A year as it is read: "nineteen eighty four", "neunzehnhundertvierundachtzig"; other numbers as they are.
[[nodiscard]] std::string yearWords(std::uint32_t number, NumberLanguage language);

/// Endings of ordinals: English has one; German -te and -ten; Polish masculine nominative and genitive.
enum class OrdinalForm { Plain, Oblique };
/// "twenty first", "einundzwanzigste(n)", "dwudziesty pierwszy" / "dwudziestego pierwszego". Polish up to 99; nothing above.
[[nodiscard]] std::optional<std::string> ordinal(std::uint32_t number, NumberLanguage language,
                                                 OrdinalForm form = OrdinalForm::Plain);

/// The digits one by one; other characters are passed over.
[[nodiscard]] std::string digitWords(std::string_view digits, NumberLanguage language);

/// Of three Polish forms the one that belongs to a number: 1 grosz, 2 grosze, 5 groszy.
[[nodiscard]] std::string_view polishForm(std::uint32_t number, std::string_view one, std::string_view few,
                                          std::string_view many);

}  // namespace prososcope::phonetics
