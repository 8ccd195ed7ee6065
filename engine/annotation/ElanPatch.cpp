// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/annotation/ElanFile.h"
#include "engine/annotation/TextPatch.h"

namespace prososcope::annotation {

namespace {

/// From behind the attribute before it (or the element's name) to its closing quote.
TextPatch removal(std::string_view text, const XmlAttribute& attribute) {
    std::size_t begin = text.rfind(attribute.name, attribute.begin);
    while (begin > 0 &&
           (text[begin - 1] == ' ' || text[begin - 1] == '\t' || text[begin - 1] == '\n' || text[begin - 1] == '\r'))
        --begin;
    return {begin, attribute.end + 1, {}};
}

bool isReference(std::string_view name) {
    return name == "ANNOTATION_ID" || name == "ANNOTATION_REF" || name == "PREVIOUS_ANNOTATION" || name == "TIME_SLOT_REF1" ||
           name == "TIME_SLOT_REF2";
}

}  // namespace

std::string elanPatched(std::string_view text, const ElanFile& file, const ElanAnnotation& annotation,
                        const ElanReferences& references, const std::string& label) {
    const auto& outer = file.xml.elements[annotation.outer];
    const auto& element = file.xml.elements[annotation.element];
    std::vector<TextPatch> patches;
    for (const auto& attribute : element.attributes) {
        const auto wanted =
            std::find_if(references.begin(), references.end(), [&](const auto& one) { return one.first == attribute.name; });
        if (wanted != references.end()) {
            if (wanted->second != attribute.value) {
                // Quotes of either kind may stand around the value: both are written as references.
                std::string value = xmlAttribute(wanted->second);
                for (std::size_t at = 0; (at = value.find('\'', at)) != std::string::npos;) value.replace(at, 1, "&apos;");
                patches.push_back({attribute.begin, attribute.end, std::move(value)});
            }
        } else if (isReference(attribute.name) || (attribute.name == "CVE_REF" && label != annotation.label)) {
            patches.push_back(removal(text, attribute));
        }
    }
    const std::size_t nameEnd = element.begin + 1 + element.name.size();
    for (const auto& [name, value] : references) {
        if (element.attribute(name) == nullptr)
            patches.push_back({nameEnd, nameEnd, ' ' + name + "=\"" + xmlAttribute(value) + '"'});
    }
    if (label != annotation.label) {
        const std::string value = "<ANNOTATION_VALUE>" + xmlText(label) + "</ANNOTATION_VALUE>";
        const auto values = file.xml.childrenOf(annotation.element, "ANNOTATION_VALUE");
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto& old = file.xml.elements[values[i]];
            if (i > 0)
                patches.push_back({old.begin, old.end, {}});
            else if (old.contentEnd == old.end)
                patches.push_back({old.begin, old.end, value});
            else
                patches.push_back({old.tagEnd, old.contentEnd, xmlText(label)});
        }
        if (values.empty() && element.contentEnd == element.end) {  // <REF_ANNOTATION .../>
            patches.push_back({element.end - 2, element.end, '>' + value + "</" + std::string(element.name) + '>'});
        } else if (values.empty()) {
            patches.push_back({element.contentEnd, element.contentEnd, value});
        }
    }
    return patched(text, outer.begin, outer.end, std::move(patches));
}

}  // namespace prososcope::annotation
