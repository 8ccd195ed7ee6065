// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Edits.h"
#include "tests/engine/annotation/Examples.h"

/// Reading and writing for the tests of the formats.
namespace examples {

using prososcope::core::Result;

/// What is read from the bytes; a failure is reported and yields an empty annotation.
inline ReadAnnotation read(const std::string& bytes, FileFormat format, const ReadOptions& options = {}) {
    auto result = parseAnnotation(bytes, format, "a.file", options);
    if (!result) {
        QTest::qFail(result.error().message().c_str(), __FILE__, __LINE__);
        return {};
    }
    if (!result->annotation.problems().empty()) QTest::qFail(qPrintable(problems(result->annotation)), __FILE__, __LINE__);
    return *result;
}

/// The sentence with which the bytes are refused, or "read".
inline QString refusal(const std::string& bytes, FileFormat format) {
    const auto result = parseAnnotation(bytes, format, "a.file");
    return result ? QString("read") : QString::fromStdString(result.error().message());
}

inline std::string written(const Annotation& annotation, FileFormat format) {
    auto bytes = formatAnnotation(annotation, format);
    if (!bytes) QTest::qFail(bytes.error().message().c_str(), __FILE__, __LINE__);
    return bytes ? *bytes : std::string();
}

inline Annotation edited(const Annotation& annotation, const Result<Edit>& edit) {
    if (!edit) {
        QTest::qFail(edit.error().message().c_str(), __FILE__, __LINE__);
        return annotation;
    }
    return *apply(annotation, *edit);
}

inline QString sentences(const std::vector<prososcope::core::Text>& notes) {
    QStringList all;
    for (const auto& note : notes) all << QString::fromStdString(note.english());
    return all.join('\n');
}

/// `text` with its one occurrence of `from` replaced.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) {
        QTest::qFail("the text to replace is not there", __FILE__, __LINE__);
        return text;
    }
    return text.replace(at, from.size(), to);
}

/// Same names, kinds, times, labels, vocabularies, parents (by place); ids may differ.
inline bool sameContent(const Annotation& a, const Annotation& b) {
    if (a.start() != b.start() || a.end() != b.end() || a.tiers().size() != b.tiers().size()) return false;
    for (std::size_t i = 0; i < a.tiers().size(); ++i) {
        const Tier& x = a.tier(i);
        const Tier& y = b.tier(i);
        if (text(x) != text(y) || x.header.name != y.header.name || x.header.kind != y.header.kind) return false;
        for (std::size_t k = 0; k < x.items.size(); ++k) {
            if (x.items[k].time != y.items[k].time || x.items[k].label != y.items[k].label) return false;
        }
        if (!x.header.vocabulary != !y.header.vocabulary) return false;
        if (x.header.vocabulary && !(*x.header.vocabulary == *y.header.vocabulary)) return false;
        if (!x.header.parent != !y.header.parent) return false;
        if (x.header.parent && (x.header.link != y.header.link || a.indexOf(*x.header.parent) != b.indexOf(*y.header.parent)))
            return false;
    }
    return true;
}

}  // namespace examples
