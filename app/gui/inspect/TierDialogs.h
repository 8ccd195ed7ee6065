// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "engine/annotation/Annotation.h"

class QWidget;

namespace prososcope::gui {

// What is asked about a tier. Each opens a window of its own that blocks nothing and calls `then` once, when the person
// agrees. GUI thread.

void askTierName(QWidget* parent, const QString& title, const QString& name, std::function<void(const QString&)> then);

/// The parent of `tier` and how it follows it.
void askParent(QWidget* parent, const annotation::Annotation& annotation, const annotation::Tier& tier,
               std::function<void(std::optional<annotation::Id>, annotation::ParentLink)> then);

/// The labels that the tier expects, one a line in the order of the keys 1-9; null where none are left. Descriptions of
/// labels that stay are kept. It can be filled with the labels in use or with the emotions.
void askVocabulary(QWidget* parent, const annotation::Tier& tier,
                   std::function<void(std::shared_ptr<const annotation::Vocabulary>)> then);

}  // namespace prososcope::gui
