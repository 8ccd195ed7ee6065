// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Pages.h"

#include <QCoreApplication>

#include "app/gui/inspect/InspectPage.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/live/LivePage.h"
#include "app/gui/results/ResultsPage.h"
#include "app/gui/train/TrainPage.h"

namespace prososcope::gui {

namespace {

struct PagesWords {
    Q_DECLARE_TR_FUNCTIONS(Pages)
};

template <typename T>
std::function<Page*(const PageContext&, QWidget*)> maker() {
    return [](const PageContext& context, QWidget* parent) -> Page* { return new T(context, parent); };
}

}  // namespace

QList<PageEntry> standardPages() {
    return {
        {QStringLiteral("inspect"), PagesWords::tr("Inspect"), QStringLiteral("inspect"),
         PagesWords::tr("See, hear and predict a recording."), QKeySequence(Qt::ALT | Qt::Key_1), maker<InspectPage>()},
        {QStringLiteral("layers"), PagesWords::tr("Layers"), QStringLiteral("layers"),
         PagesWords::tr("See what the units of a network know of valence, arousal and emotions."),
         QKeySequence(Qt::ALT | Qt::Key_2), maker<LayersPage>()},
        {QStringLiteral("train"), PagesWords::tr("Train"), QStringLiteral("train"),
         PagesWords::tr("Train a model on a corpus and follow it."), QKeySequence(Qt::ALT | Qt::Key_3), maker<TrainPage>()},
        {QStringLiteral("results"), PagesWords::tr("Results"), QStringLiteral("results"),
         PagesWords::tr("Compare runs and look into their confusions."), QKeySequence(Qt::ALT | Qt::Key_4),
         maker<ResultsPage>()},
        {QStringLiteral("live"), PagesWords::tr("Live"), QStringLiteral("live"),
         PagesWords::tr("Listen to a microphone and see the emotion of the voice."), QKeySequence(Qt::ALT | Qt::Key_5),
         maker<LivePage>()},
    };
}

}  // namespace prososcope::gui
